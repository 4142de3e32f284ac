package proglog.checks;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.lang.ArchRule;

/// Which chapter may know which, for the tree of packages below `root`.
record ChapterOrder(String root) {

    // Only the packages named here are looked at: a benchmark may know everybody.
    ArchRule rule() {
        return layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("http")
                .definedBy(below("http"))
                .layer("storage")
                .definedBy(below("storage"))
                .layer("grpc")
                .definedBy(below("grpc"), below("v1"))
                .layer("security")
                .definedBy(below("security"))
                .layer("observability")
                .definedBy(below("observability"))
                .layer("discovery")
                .definedBy(below("discovery"))
                .layer("consensus")
                .definedBy(below("consensus"))
                .layer("loadbalance")
                .definedBy(below("loadbalance"), below("cluster"))
                .layer("deploy")
                .definedBy(below("agent"), below("cli"), below("console"))
                .whereLayer("http")
                .mayOnlyBeAccessedByLayers("storage", "observability", "deploy")
                .whereLayer("storage")
                .mayOnlyBeAccessedByLayers(
                        "grpc", "security", "observability", "discovery", "consensus", "deploy")
                .whereLayer("grpc")
                .mayOnlyBeAccessedByLayers(
                        "security",
                        "observability",
                        "discovery",
                        "consensus",
                        "loadbalance",
                        "deploy")
                .whereLayer("security")
                .mayOnlyBeAccessedByLayers(
                        "observability", "discovery", "consensus", "loadbalance", "deploy")
                .whereLayer("observability")
                .mayOnlyBeAccessedByLayers("consensus", "loadbalance", "deploy")
                .whereLayer("discovery")
                .mayOnlyBeAccessedByLayers("consensus", "loadbalance", "deploy")
                .whereLayer("consensus")
                .mayOnlyBeAccessedByLayers("loadbalance", "deploy")
                .whereLayer("loadbalance")
                .mayOnlyBeAccessedByLayers("deploy")
                .whereLayer("deploy")
                .mayNotBeAccessedByAnyLayer();
    }

    private String below(String place) {
        return root + "." + place + "..";
    }
}
