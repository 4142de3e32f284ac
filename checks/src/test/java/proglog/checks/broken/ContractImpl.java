package proglog.checks.broken;

import io.netty.buffer.ByteBuf;
import proglog.checks.broken.http.Server;
import tools.jackson.databind.ObjectMapper;

/// Named badly, and a contract that knows an edge and two libraries. Its package is not
/// null-marked.
public record ContractImpl(Server server, ByteBuf buffer, ObjectMapper mapper) {}
