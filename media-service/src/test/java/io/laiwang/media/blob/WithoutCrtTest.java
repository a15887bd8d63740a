package io.laiwang.media.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A substitution that fits nothing makes a native build fail; this tells so with the next version of the library. */
class WithoutCrtTest {
    @Test
    void everySubstituteIsOfAMethodThatIsThere() throws ClassNotFoundException {
        Map<Class<?>, String> targets = Map.of(
                WithoutCrt.Checksums.class, "software.amazon.awssdk.checksums.internal.ChecksumProvider",
                WithoutCrt.SignerOfRegions.class, "software.amazon.awssdk.http.auth.aws.signer.AwsV4aHttpSigner");
        for (Map.Entry<Class<?>, String> target : targets.entrySet()) {
            Set<String> there = signatures(
                    Class.forName(target.getValue(), false, getClass().getClassLoader()));
            Set<String> ours = signatures(target.getKey());
            assertEquals(
                    Set.of(),
                    ours.stream().filter(name -> !there.contains(name)).collect(Collectors.toSet()));
        }
    }

    @Test
    void theCommonRuntimeIsNotThere() {
        assertThrows(ClassNotFoundException.class, () -> Class.forName("software.amazon.awssdk.crt.CRT"));
    }

    private static Set<String> signatures(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(WithoutCrtTest::signature)
                .collect(Collectors.toSet());
    }

    private static String signature(Method method) {
        return "%s %s%s"
                .formatted(
                        method.getReturnType().getName(),
                        method.getName(),
                        Arrays.toString(method.getParameterTypes()));
    }
}
