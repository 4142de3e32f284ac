package proglog.deploy;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;

/// A pod that runs: its container, and what watches it.
record Pod(PodPlan plan, Box box, Kubelet kubelet) implements AutoCloseable {

    static Pod start(PodPlan plan, String domain, Network network) {
        Box box = Box.start(plan.box(domain), network);
        return new Pod(plan, box, Kubelet.start(box, plan.container()));
    }

    String name() {
        return plan.pod();
    }

    boolean isReady() {
        return kubelet.isReady();
    }

    /// Asks it to end, waits as long as it may take, and deletes it. Its claims stay.
    void delete() {
        kubelet.close();
        box.stop(plan.graceSeconds());
        box.close();
    }

    /// Deletes it at once, as when its machine is lost.
    @Override
    public void close() {
        kubelet.close();
        box.close();
    }

    /// Deletes what it claimed.
    void deleteClaim(String claim) {
        DockerClientFactory.instance()
                .client()
                .removeVolumeCmd(plan.files().claim(claim, name()))
                .exec();
    }
}
