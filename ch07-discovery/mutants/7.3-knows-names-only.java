// caught by: AdmissionTest.welcomesWhoIsStartedAgainAtTheSameAddress
// symptom: a node that crashed and is started again at once is not let in for half a minute
// in: Admission
Verdict judge(Hello other) {
    if (!other.clusterId().equals(self.clusterId())) {
        return new Verdict.Refused(
                "it is of the cluster %s, this is the cluster %s"
                        .formatted(other.clusterId(), self.clusterId()));
    }
    if (other.run().equals(self.run())) {
        return new Verdict.Itself();
    }
    return holder(other.name())
            .<Verdict>map(address ->
                    new Verdict.Refused(
                            "the name %s of %s is taken by %s"
                                    .formatted(other.name(), other.address(), address)))
            .orElseGet(Verdict.Welcome::new);
}
