package proglog.consensus.atomix;

import io.atomix.primitive.PrimitiveBuilder;
import io.atomix.primitive.PrimitiveManagementService;
import io.atomix.primitive.PrimitiveType;
import io.atomix.primitive.PrimitiveTypeRegistry;
import io.atomix.primitive.config.PrimitiveConfig;
import io.atomix.primitive.service.PrimitiveService;
import io.atomix.primitive.service.ServiceConfig;
import io.atomix.utils.serializer.Serializer;
import java.util.Collection;
import java.util.List;

/// The one kind of thing that Atomix replicates here, and the one of its kind. Immutable.
///
/// @param service what commands are applied to
@SuppressWarnings("rawtypes") // as Atomix has them
record LogPrimitive(PrimitiveService service) implements PrimitiveType, PrimitiveTypeRegistry {

    private static final String NAME = "log";

    @Override
    public String name() {
        return NAME;
    }

    /// How sessions of it are configured: not at all.
    byte[] config() {
        return Serializer.using(namespace()).encode(new ServiceConfig());
    }

    @Override
    public PrimitiveService newService(ServiceConfig config) {
        return service;
    }

    @Override
    public Collection<PrimitiveType> getPrimitiveTypes() {
        return List.of(this);
    }

    @Override
    public PrimitiveType getPrimitiveType(String typeName) {
        return this;
    }

    @Override
    public PrimitiveConfig newConfig() {
        throw new UnsupportedOperationException("there are no clients of Atomix");
    }

    @Override
    public PrimitiveBuilder newBuilder(
            String primitiveName, PrimitiveConfig config, PrimitiveManagementService service) {
        throw new UnsupportedOperationException("there are no clients of Atomix");
    }
}
