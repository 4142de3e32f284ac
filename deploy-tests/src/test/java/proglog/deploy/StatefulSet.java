package proglog.deploy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.core.ConditionTimeoutException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An emulator of what Kubernetes does with a StatefulSet, on an engine: stable names, in the DNS
/// of a headless Service; a claim for each ordinal; one after the other, or all at once, upwards;
/// downwards when scaled; from the highest ordinal, each ready before the next, when upgraded.
///
/// For one thread only, but for [#ready].
final class StatefulSet implements AutoCloseable {

    private final Network network = Network.newNetwork();
    private final Path scratch;
    private final Map<String, Path> secrets;
    private final List<Pod> pods = new ArrayList<>(); // by ordinal; guarded by this
    private final Set<String> claimed = new TreeSet<>();
    private JsonNode set;
    private List<ObjectNode> objects;

    private StatefulSet(Path scratch, Map<String, Path> secrets, List<ObjectNode> objects) {
        this.scratch = scratch;
        this.secrets = secrets;
        this.objects = objects;
        this.set = set(objects);
    }

    /// Makes what `objects` say, with a folder of files for each Secret.
    static StatefulSet create(Path scratch, Map<String, Path> secrets, List<ObjectNode> objects) {
        StatefulSet made = new StatefulSet(scratch, secrets, objects);
        try {
            made.apply(objects);
            return made;
        } catch (ConditionTimeoutException failure) {
            String said = made.pods().stream().map(pod -> pod.box().said()).findFirst().orElse("");
            made.close();
            throw new AssertionError("the pods did not start; the first said: " + said, failure);
        }
    }

    private static JsonNode set(List<ObjectNode> objects) {
        return new Wiring(objects, Map.of()).all("StatefulSet").getFirst();
    }

    /// Makes it what `objects` say now, and waits until every pod is ready.
    void apply(List<ObjectNode> now) {
        objects = now;
        set = set(now);
        int replicas = set.at("/spec/replicas").asInt();
        scaleDown(replicas);
        upgrade();
        scaleUp(replicas);
        awaitReady();
    }

    private void scaleDown(int replicas) {
        while (count() > replicas) {
            Pod last = pod(count() - 1);
            synchronized (this) {
                pods.removeLast();
            }
            last.delete();
        }
    }

    private void scaleUp(int replicas) {
        boolean inOrder = !set.at("/spec/podManagementPolicy").asString().equals("Parallel");
        for (int ordinal = count(); ordinal < replicas; ordinal++) {
            Pod pod = begin(ordinal);
            synchronized (this) {
                pods.add(pod);
            }
            if (inOrder) {
                awaitReady(pod);
            }
        }
    }

    // A pod whose template has changed, from the highest ordinal down.
    private void upgrade() {
        for (int ordinal = count() - 1; ordinal >= 0; ordinal--) {
            if (!pod(ordinal).plan().set().at("/spec/template").equals(set.at("/spec/template"))) {
                pod(ordinal).delete();
                awaitReady(replace(ordinal));
            }
        }
    }

    /// Loses the machine of a pod, with or without what it claimed; another one takes its place.
    void loseMachine(int ordinal, boolean withItsDisk) {
        Pod lost = pod(ordinal);
        lost.close();
        if (withItsDisk) {
            lost.deleteClaim("data");
        }
        replace(ordinal);
    }

    /// Stops all pods, and then starts all, as when the power was gone.
    void loseAllMachines() {
        List<Pod> lost = pods();
        lost.forEach(Pod::close);
        synchronized (this) {
            pods.clear();
        }
        scaleUp(lost.size());
    }

    private Pod replace(int ordinal) {
        Pod pod = begin(ordinal);
        synchronized (this) {
            pods.set(ordinal, pod);
        }
        return pod;
    }

    private Pod begin(int ordinal) {
        PodFiles files = new PodFiles(scratch, objects, secrets, network.getId().substring(0, 12));
        PodPlan plan = new PodPlan(set, Wiring.name(set) + "-" + ordinal, files);
        claimed.add(files.claim("data", plan.pod()));
        return Pod.start(plan, domain(), network);
    }

    private String domain() {
        return "%s.%s.svc.cluster.local"
                .formatted(set.at("/spec/serviceName").asString(), Chart.NAMESPACE);
    }

    private void awaitReady(Pod pod) {
        Duration least = Duration.ofSeconds(set.at("/spec/minReadySeconds").asInt());
        Patience.until(pod.name() + " is ready").during(least).until(pod::isReady);
    }

    /// Waits until every pod is ready.
    void awaitReady() {
        Patience.until("all pods are ready").until(() -> pods().stream().allMatch(Pod::isReady));
    }

    synchronized List<Pod> pods() {
        return List.copyOf(pods);
    }

    /// Those that a Service would lead to.
    List<Pod> ready() {
        return pods().stream().filter(Pod::isReady).toList();
    }

    synchronized Pod pod(int ordinal) {
        return pods.get(ordinal);
    }

    private synchronized int count() {
        return pods.size();
    }

    /// What pods that failed have said last.
    Optional<String> complaint() {
        return pods().stream()
                .filter(pod -> pod.kubelet().restarts() > 0)
                .map(pod -> pod.name() + ": " + pod.box().said())
                .findFirst();
    }

    @Override
    public void close() {
        pods().forEach(Pod::close);
        claimed.forEach(
                volume -> DockerClientFactory.instance().client().removeVolumeCmd(volume).exec());
        network.close();
    }
}
