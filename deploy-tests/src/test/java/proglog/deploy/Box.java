package proglog.deploy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.HostConfig;
import java.util.List;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;

/// A container that lives until it is closed. For many threads.
final class Box implements AutoCloseable {

    private final DockerClient engine;
    private final BoxPlan plan;
    private final Network network;
    private final String id;

    private Box(DockerClient engine, BoxPlan plan, Network network, String id) {
        this.engine = engine;
        this.plan = plan;
        this.network = network;
        this.id = id;
    }

    /// Makes a container in `network` and starts it.
    static Box start(BoxPlan plan, Network network) {
        DockerClient engine = DockerClientFactory.instance().client();
        CreateContainerCmd create =
                engine.createContainerCmd(plan.image())
                        .withHostName(plan.name())
                        .withAliases(plan.aliases())
                        .withCmd(plan.arguments())
                        .withEnv(
                                plan.environment().entrySet().stream()
                                        .map(one -> one.getKey() + "=" + one.getValue())
                                        .toList())
                        .withHostConfig(hostConfig(plan, network));
        plan.rights().user().ifPresent(create::withUser);
        Box box = new Box(engine, plan, network, create.exec().getId());
        engine.startContainerCmd(box.id).exec();
        return box;
    }

    private static HostConfig hostConfig(BoxPlan plan, Network network) {
        HostConfig config =
                HostConfig.newHostConfig()
                        .withNetworkMode(network.getId())
                        .withBinds(plan.mounts())
                        .withGroupAdd(plan.rights().groups())
                        .withReadonlyRootfs(plan.rights().isReadOnly())
                        .withCapDrop(
                                plan.rights().dropped().stream()
                                        .map(Capability::valueOf)
                                        .toArray(Capability[]::new))
                        .withTmpFs(plan.rights().scratch());
        plan.rights().memory().ifPresent(config::withMemory);
        return plan.rights().mayGain()
                ? config
                : config.withSecurityOpts(List.of("no-new-privileges"));
    }

    BoxPlan plan() {
        return plan;
    }

    /// Ends it as a power cut does.
    void kill() {
        engine.killContainerCmd(id).exec();
    }

    /// Lets no thread of it run.
    void pause() {
        engine.pauseContainerCmd(id).exec();
    }

    void unpause() {
        engine.unpauseContainerCmd(id).exec();
    }

    /// Asks it to end, and ends it when it has not after so many seconds.
    void stop(int seconds) {
        engine.stopContainerCmd(id).withTimeout(seconds).exec();
    }

    /// Starts it again after it has ended.
    void start() {
        engine.startContainerCmd(id).exec();
    }

    /// Pulls its cable.
    void disconnect() {
        engine.disconnectFromNetworkCmd()
                .withContainerId(id)
                .withNetworkId(network.getId())
                .withForce(true)
                .exec();
    }

    /// Puts it back, under all its names.
    void reconnect() {
        engine.connectToNetworkCmd()
                .withContainerId(id)
                .withNetworkId(network.getId())
                .withContainerNetwork(new ContainerNetwork().withAliases(plan.aliases()))
                .exec();
    }

    /// Its address, which this machine reaches, too; nothing when it has none now.
    Optional<String> address() {
        return inspect().getNetworkSettings().getNetworks().values().stream()
                .map(ContainerNetwork::getIpAddress)
                .filter(address -> address != null && !address.isEmpty())
                .findFirst();
    }

    ContainerState state() {
        return inspect().getState();
    }

    boolean isRunning() {
        return Boolean.TRUE.equals(state().getRunning());
    }

    InspectContainerResponse inspect() {
        return engine.inspectContainerCmd(id).exec();
    }

    /// What it has printed.
    String said() {
        LogText text = new LogText();
        try {
            engine.logContainerCmd(id)
                    .withStdOut(true)
                    .withStdErr(true)
                    .exec(text)
                    .awaitCompletion();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return text.toString();
    }

    /// Deletes it; volumes with a name stay.
    @Override
    public void close() {
        try {
            engine.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
        } catch (NotFoundException _) {
            // closed already
        }
    }
}
