package io.laiwang.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.channels.Channel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Walks from static fields as the builder of a native executable does, to see what would be kept in it. */
final class ImageHeap {
    private static final List<Class<?>> OF_ONE_PROCESS =
            List.of(Random.class, Thread.class, Timer.class, Future.class, Process.class, Channel.class);

    /** Quarkus sees to these. */
    private static final List<String> QUARKUS_OWN =
            List.of("org.jboss.", "io.quarkus.", "io.smallrye.", "io.vertx.", "io.netty.", "org.apache.kafka.");

    private final Set<String> initializedByTheProcess = new HashSet<>();

    ImageHeap(String module) {
        for (String name : List.of("contracts", module)) {
            readArguments("META-INF/native-image/io.laiwang/%s/native-image.properties".formatted(name));
        }
    }

    private void readArguments(String resource) {
        try (InputStream in = ImageHeap.class.getClassLoader().getResourceAsStream(resource)) {
            if (in != null) {
                Properties properties = new Properties();
                properties.load(in);
                Arrays.stream(properties.getProperty("Args").split(" "))
                        .filter(argument -> argument.startsWith("--initialize-at-run-time="))
                        .map(argument -> argument.substring(argument.indexOf('=') + 1))
                        .forEach(names -> initializedByTheProcess.addAll(List.of(names.split(","))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fields of the class that lead to what one process alone can have; {@code Class.field -> what}. */
    List<String> ofOneProcess(Class<?> type) {
        List<String> found = new ArrayList<>();
        if (!initializedByTheProcess.contains(type.getName())) {
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    walk(read(field, null))
                            .map(what -> "%s.%s -> %s".formatted(type.getName(), field.getName(), what))
                            .ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private static Optional<String> walk(@Nullable Object root) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> next = new ArrayDeque<>();
        add(root, next);
        while (!next.isEmpty()) {
            Object object = next.pop();
            if (seen.add(object)) {
                if (OF_ONE_PROCESS.stream().anyMatch(kind -> kind.isInstance(object))) {
                    return Optional.of(object.getClass().getName());
                }
                addParts(object, next);
            }
        }
        return Optional.empty();
    }

    private static void addParts(Object object, Deque<Object> next) {
        switch (object) {
            case Object[] array -> Arrays.stream(array).forEach(part -> add(part, next));
            case Collection<?> all -> all.forEach(part -> add(part, next));
            case Map<?, ?> map ->
                map.forEach((key, value) -> {
                    add(key, next);
                    add(value, next);
                });
            default -> addFields(object, next);
        }
    }

    private static void addFields(Object object, Deque<Object> next) {
        for (Class<?> type = object.getClass(); isOpen(type); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    add(read(field, object), next);
                }
            }
        }
    }

    /** Not the JDK's, whose fields nobody may look into. */
    private static boolean isOpen(@Nullable Class<?> type) {
        return type != null
                && !type.getModule().isNamed()
                && !type.isHidden()
                && QUARKUS_OWN.stream().noneMatch(type.getName()::startsWith);
    }

    private static void add(@Nullable Object object, Deque<Object> next) {
        if (object != null
                && !(object.getClass().isArray()
                        && object.getClass().componentType().isPrimitive())) {
            next.push(object);
        }
    }

    private static @Nullable Object read(Field field, @Nullable Object owner) {
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(field.toString(), e);
        }
    }
}
