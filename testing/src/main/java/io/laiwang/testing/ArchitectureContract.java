package io.laiwang.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** The shape that all services have: who knows one knows all. */
public interface ArchitectureContract {
    /** The service's root package. */
    default String root() {
        return getClass().getPackageName();
    }

    /** Whether it keeps its state behind ports ({@code XStore}), with the drivers in their adapters alone. */
    default boolean hasStorePorts() {
        return true;
    }

    private JavaClasses classes() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(root());
    }

    @Test
    default void featuresDependOnEachOtherInOneDirection() {
        slices().matching(root() + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(classes());
    }

    @Test
    default void resourcesLeaveStorageToTheUseCases() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Resource")
                .should()
                .dependOnClassesThat()
                .haveSimpleNameEndingWith("Store")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("org.hibernate..", "io.vertx..sqlclient..", "com.mongodb..", "org.bson..")
                .allowEmptyShould(true)
                .check(classes());
    }

    @Test
    default void onlyAdaptersKnowTheirDriver() {
        String[] drivers = hasStorePorts()
                ? new String[] {"io.vertx..sqlclient..", "io.vertx..pgclient..", "com.mongodb..", "org.bson.."}
                : new String[] {"com.mongodb..", "org.bson.."};
        noClasses()
                .that(describe("are no adapters", type -> !isAdapter(type)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(drivers)
                .check(classes());
    }

    @Test
    default void dependenciesComeThroughConstructors() {
        noFields().should().beAnnotatedWith(Inject.class).allowEmptyShould(true).check(classes());
    }

    @Test
    default void nothingWaitsOnAThread() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.smallrye.mutiny.groups.UniAwait")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(classes());
    }

    /** {@code Stores} chooses between them, so it holds both clients. */
    private static boolean isAdapter(JavaClass type) {
        return type.getName().matches(".*\\.(Pg|Mongo)\\w+(\\$.*)?|.*\\.Stores(\\$.*)?");
    }
}
