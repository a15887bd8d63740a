package io.laiwang.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What makes a native executable fail, or behave otherwise, and can be seen without building one. */
public interface NativeContract {
    private JavaClasses classes() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("io/laiwang/testing/"))
                .withImportOption(location -> !location.contains("io/laiwang/stack/"))
                .importPackages("io.laiwang");
    }

    @Test
    default void whatIsJsonIsRegisteredForReflection() {
        WireGraph wire = new WireGraph(classes());
        assertFalse(wire.types().isEmpty());
        assertEquals(Set.of(), wire.unregistered());
    }

    /** Static fields are set by the build, so a seed or a thread in one would be in every process, or in none. */
    @Test
    default void nothingInStaticFieldsBelongsToOneProcess() {
        ImageHeap heap = new ImageHeap(module());
        assertEquals(
                List.of(),
                classes().stream()
                        .map(type -> heap.ofOneProcess(type.reflect()))
                        .flatMap(List::stream)
                        .toList());
    }

    @Test
    default void cachesAreRegistered() {
        assertEquals(Set.of(), CacheTypes.unregistered(classes()));
    }

    @Test
    default void resourcesComeAlong() throws IOException {
        Path resources = Path.of("src/main/resources");
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(resources.resolve("application.properties"))) {
            settings.load(reader);
        }
        List<String> included = Arrays.asList(
                settings.getProperty("quarkus.native.resources.includes", "").split(","));
        try (Stream<Path> files = Files.walk(resources)) {
            assertEquals(
                    List.of(),
                    files.filter(Files::isRegularFile)
                            .map(resources::relativize)
                            .filter(file -> !isKnownToQuarkus(file))
                            .filter(file -> included.stream().noneMatch(glob -> matches(glob, file)))
                            .toList());
        }
    }

    @Test
    default void nothingLooksForMethodsByReflection() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Method.class, Field.class, Constructor.class)
                .check(classes());
    }

    @Test
    default void nothingNeedsTheDesktop() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.awt..", "javax.imageio..", "javax.swing..", "java.beans..", "javax.print..")
                .check(classes());
    }

    /** The folder that its tests run in. */
    private static String module() {
        return Path.of("").toAbsolutePath().getFileName().toString();
    }

    private static boolean isKnownToQuarkus(Path file) {
        return file.startsWith("META-INF")
                || file.startsWith("db/migration")
                || file.endsWith("application.properties");
    }

    private static boolean matches(String glob, Path file) {
        return FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(file);
    }
}
