package io.laiwang.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Caffeine has a class for each combination of what a cache can do, and finds it by name. Quarkus registers some of them;
 * a service registers what else it makes, or its native executable doesn't start. A class of ours makes caches of one kind.
 */
final class CacheTypes {
    private static final String PACKAGE = "com.github.benmanes.caffeine.cache.";
    private static final String FEATURE = "/io/quarkus/caffeine/runtime/graal/CacheConstructorsFeature.class";

    private CacheTypes() {}

    static Set<String> unregistered(JavaClasses classes) {
        Set<String> ours = classes.stream()
                .filter(type -> type.isAnnotatedWith(RegisterForReflection.class))
                .flatMap(type -> Arrays.stream(
                        type.getAnnotationOfType(RegisterForReflection.class).classNames()))
                .collect(Collectors.toSet());
        return classes.stream()
                .flatMap(CacheTypes::made)
                .map(PACKAGE::concat)
                .filter(type -> !ours.contains(type))
                .filter(type -> !feature().contains(constant(type)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A cache and its entries, by Caffeine's names for them. */
    private static Stream<String> made(JavaClass type) {
        Set<String> asked = type.getMethodCallsFromSelf().stream()
                .filter(call -> call.getTargetOwner().getFullName().equals(PACKAGE + "Caffeine"))
                .map(call -> call.getName())
                .collect(Collectors.toSet());
        if (asked.isEmpty()) {
            return Stream.empty();
        }
        String bound = asked.contains("maximumWeight") ? "MW" : asked.contains("maximumSize") ? "MS" : "";
        String ages =
                (asked.contains("expireAfterAccess") ? "A" : "") + (asked.contains("expireAfterWrite") ? "W" : "");
        return Stream.of("SS" + bound + ages, "PS" + ages + bound);
    }

    /** The class of Quarkus that registers them, as it is: only a builder of native executables could load it. */
    private static String feature() {
        try (InputStream in = CacheTypes.class.getResourceAsStream(FEATURE)) {
            if (in == null) {
                throw new AssertionError("Quarkus registers Caffeine's types elsewhere now");
            }
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A string as a class file has it: its length, then its bytes. */
    private static String constant(String text) {
        return (char) (text.length() >> 8) + "" + (char) (text.length() & 0xff) + text;
    }
}
