package io.laiwang.chat.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** What goes wrong between one life of the sequencer and what it depends on, call by call. */
public final class Faults {
    /** What becomes of a call. */
    public enum Fault {
        NONE,
        /** It does nothing and fails as an outage does. */
        FAILS,
        /** It takes effect, and still fails. */
        FAILS_LATE,
        /** The process is killed before it. */
        DIES,
        /** The process is killed after it. */
        DIES_LATE,
        /** The process is killed while it is under way: it takes effect some time later, or not. */
        DIES_MEANWHILE
    }

    private final IntFunction<Fault> plan;
    private final AtomicInteger calls = new AtomicInteger();
    private final CompletableFuture<Void> death = new CompletableFuture<>();

    /** @param plan the fault of the first call, the second, … */
    public Faults(IntFunction<Fault> plan) {
        this.plan = plan;
    }

    public static Faults none() {
        return new Faults(_ -> Fault.NONE);
    }

    /** Completes when the life is over. */
    public CompletionStage<Void> death() {
        return death;
    }

    public int calls() {
        return calls.get();
    }

    /** The same port with the faults in it; also in whatever ports its calls give. */
    public <T> T in(Class<T> port, T target) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (_, method, args) -> invoke(target, method, args)));
    }

    public <T> Uni<T> call(Supplier<Uni<T>> call) {
        return Uni.createFrom().deferred(() -> death.isDone() ? nothing() : call(call, next()));
    }

    private Fault next() {
        return plan.apply(calls.getAndIncrement());
    }

    private <T> Uni<T> call(Supplier<Uni<T>> call, Fault fault) {
        return switch (fault) {
            case NONE -> call.get();
            case FAILS -> Uni.createFrom().failure(outage());
            case FAILS_LATE -> call.get().onItem().failWith(Faults::outage);
            case DIES -> die();
            case DIES_LATE -> call.get().onItemOrFailure().transformToUni((_, _) -> die());
            case DIES_MEANWHILE -> {
                call.get().subscribe().with(_ -> {}, _ -> {});
                yield die();
            }
        };
    }

    private <T> Uni<T> die() {
        death.complete(null);
        return nothing();
    }

    private static <T> Uni<T> nothing() {
        return Uni.createFrom().nothing();
    }

    private static IOException outage() {
        return new IOException("a fault for the test");
    }

    private Object invoke(Object target, Method method, Object[] args) throws Throwable {
        if (Uni.class.isAssignableFrom(method.getReturnType())) {
            return call(() -> (Uni<?>) invokeUnchecked(target, method, args));
        }
        if (Multi.class.isAssignableFrom(method.getReturnType())) {
            return Multi.createFrom()
                    .deferred(() -> death.isDone()
                            ? Multi.createFrom().nothing()
                            : (Multi<?>) invokeUnchecked(target, method, args));
        }
        Object result = reflect(target, method, args);
        Class<?> type = method.getReturnType();
        return type.isInterface() && type.getName().startsWith("io.quarkus.mongodb.reactive.")
                ? in(uncheckedType(type), result)
                : result;
    }

    @SuppressWarnings("unchecked")
    private static Class<Object> uncheckedType(Class<?> type) {
        return (Class<Object>) type;
    }

    private static Object invokeUnchecked(Object target, Method method, Object[] args) {
        try {
            return reflect(target, method, args);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object reflect(Object target, Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
