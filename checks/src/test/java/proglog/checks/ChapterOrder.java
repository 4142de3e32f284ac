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
                .whereLayer("http")
                .mayOnlyBeAccessedByLayers("storage", "observability")
                .whereLayer("storage")
                .mayOnlyBeAccessedByLayers(
                        "grpc", "security", "observability", "discovery", "consensus")
                .whereLayer("grpc")
                .mayOnlyBeAccessedByLayers("security", "observability", "discovery", "consensus")
                .whereLayer("security")
                .mayOnlyBeAccessedByLayers("observability", "discovery", "consensus")
                .whereLayer("observability")
                .mayOnlyBeAccessedByLayers("consensus")
                .whereLayer("discovery")
                .mayOnlyBeAccessedByLayers("consensus")
                .whereLayer("consensus")
                .mayNotBeAccessedByAnyLayer();
    }

    private String below(String place) {
        return root + "." + place + "..";
    }
}
