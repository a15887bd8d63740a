package io.laiwang.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The types that are written or read as JSON by hand, with all that they are made of. */
final class WireGraph {
    /** Headers of records, and bytes that a writer of their own writes. */
    private static final Set<String> NO_JSON = Set.of("Delivery", "DeadLetter", "Mend", "BlobBody", "StreamedBody");

    private final Set<Class<?>> types = new LinkedHashSet<>();
    private final Set<Class<?>> registered = new HashSet<>();
    private final Set<String> untold = new HashSet<>();

    WireGraph(JavaClasses classes) {
        for (JavaClass type : classes) {
            Class<?> loaded = type.reflect();
            for (String name : JsonCalls.in(type).toList()) {
                if (name.equals(Object.class.getName())) {
                    untold.add("what " + loaded.getName() + " gives to Json");
                } else {
                    add(load(name));
                }
            }
            if (isContract(loaded)) {
                add(loaded);
            }
            RegisterForReflection annotation = loaded.getAnnotation(RegisterForReflection.class);
            if (annotation != null) {
                registered.addAll(
                        annotation.targets().length == 0 ? List.of(loaded) : Arrays.asList(annotation.targets()));
            }
        }
    }

    Set<Class<?>> types() {
        return types;
    }

    /** Nested types are registered with the one that they are in. */
    Set<String> unregistered() {
        Set<String> missing = new TreeSet<>(untold);
        for (Class<?> type : types) {
            @Nullable Class<?> outer = type;
            while (outer != null && !registered.contains(outer)) {
                outer = outer.getEnclosingClass();
            }
            if (outer == null) {
                missing.add(type.getName());
            }
        }
        return missing;
    }

    /** All records, enums and families of them in contracts are there to cross a boundary. */
    private static boolean isContract(Class<?> type) {
        return type.getPackageName().equals("io.laiwang.contracts")
                && (type.isRecord() || type.isEnum() || type.isSealed());
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith("io.laiwang.") && !NO_JSON.contains(type.getSimpleName());
    }

    private void add(Class<?> type) {
        if (type.isArray()) {
            add(type.componentType());
        } else if (isOurs(type) && types.add(type)) {
            if (type.isSealed()) {
                Arrays.stream(type.getPermittedSubclasses()).forEach(this::add);
            }
            if (type.isRecord()) {
                Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getGenericType)
                        .forEach(this::add);
            }
        }
    }

    private void add(Type type) {
        switch (type) {
            case Class<?> plain -> add(plain);
            case ParameterizedType generic -> {
                add(generic.getRawType());
                Arrays.stream(generic.getActualTypeArguments()).forEach(this::add);
            }
            case GenericArrayType array -> add(array.getGenericComponentType());
            default -> {
                // a wildcard or a variable of a class of ours: its bound says nothing of what is in it
            }
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, WireGraph.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
