package proglog.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What the image is made of, and whether it may be.
final class LicencesTest {

    private static final Path MATERIALS = Repository.CHAPTER.resolve("target/sbom.json");
    private static final Path WRITTEN = Path.of("target", "THIRD-PARTY.md");
    private static final String HEAD =
            """
            # What others have made

            The libraries in the image of a node, and the licence under which each is used here.

            | library | version | licence |
            |---|---|---|
            """;

    private final Licences licences =
            Licences.of(Yaml.read(Repository.CHAPTER.resolve("licences.yaml")));

    @Test
    void everyLibraryOfTheImageHasALicenceThatIsAllowed() {
        JsonNode materials = Yaml.read(MATERIALS);

        assertThat(licences.refused(materials)).isEmpty();
    }

    @Test
    void everyJarOfTheImageIsInTheListOfMaterials() throws IOException {
        JsonNode materials = Yaml.read(MATERIALS);
        List<String> known =
                Wiring.items(materials.path("components"))
                        .map(one ->
                                one.path("name").asString() + "-" + one.path("version").asString())
                        .toList();

        try (var jars = Files.list(Repository.CHAPTER.resolve("target/lib"))) {
            assertThat(jars.map(jar -> jar.getFileName().toString()))
                    .allMatch(jar -> known.stream().anyMatch(jar::startsWith));
        }
        assertThat(known).hasSizeGreaterThan(50);
    }

    @Test
    void theListOfThirdPartiesIsThatOfTheImage() throws IOException {
        List<String> lines = licences.lines(Yaml.read(MATERIALS));
        String list = HEAD + String.join("\n", lines) + "\n";

        Files.createDirectories(WRITTEN.getParent());
        Files.writeString(WRITTEN, list);

        assertThat(Repository.CHAPTER.resolve("THIRD-PARTY.md"))
                .as("copy deploy-tests/%s there", WRITTEN)
                .hasContent(list);
    }

    @Test
    void refusesALicenceThatIsForbidden() {
        assertThat(licences.refused(oneLibrary("{license: {id: AGPL-3.0-only}}")))
                .containsExactly("org.example:thing: [AGPL-3.0-only]");
    }

    @Test
    void refusesALicenceThatNobodyKnows() {
        assertThat(licences.refused(oneLibrary("{license: {name: Our Own Licence 3}}")))
                .containsExactly("org.example:thing: [Our Own Licence 3]");
    }

    @Test
    void refusesALibraryWithoutALicence() {
        assertThat(licences.refused(oneLibrary(""))).containsExactly("org.example:thing: []");
    }

    @Test
    void takesTheBetterOfTwoLicences() {
        assertThat(
                        licences.refused(
                                oneLibrary("{license: {id: GPL-3.0-only}}, {license: {id: MIT}}")))
                .isEmpty();
    }

    private static JsonNode oneLibrary(String said) {
        return Yaml.read(
                "components: [{group: org.example, name: thing, version: '1', licenses: [%s]}]"
                        .formatted(said));
    }
}
