package io.laiwang.bench;

import io.laiwang.stack.Service;
import io.laiwang.stack.Stack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How long messages wait for their acks while one of two instances of each service is replaced in turn, against the time
 * before, in the same run. On a stack of its own that it throws away. Arguments: store, how many talk. Prints Markdown.
 */
public final class Replacing {
    private static final int REPLICAS = 2;
    private static final long WARM_UP_SECONDS = 20;
    private static final long CALM_SECONDS = 30;
    /** What a replacement leads to may come after it. */
    private static final long AFTER_SECONDS = 5;

    private Replacing() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String store = arguments.length > 0 ? arguments[0] : "postgresql";
        int talkers = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 40;
        try (OwnStack own = OwnStack.replicated(store, REPLICAS)) {
            Pauses pauses = new Pauses();
            List<Steady> steady = start(own.stack(), talkers, pauses);
            TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
            System.out.println("| replaced | acks | p50 | p99 | longest | p99 against none |");
            System.out.println("| --- | --- | --- | --- | --- | --- |");
            pauses.begin();
            TimeUnit.SECONDS.sleep(CALM_SECONDS);
            double calm = pauses.tell("none", Double.NaN);
            for (Service service : Service.values()) {
                pauses.begin();
                replace(own.stack(), service);
                pauses.tell(service.id(), calm);
            }
            pauses.begin();
            for (Steady talker : steady) {
                talker.stop();
            }
            System.out.printf("%n%s, %d who talk, all answered%n", store, talkers);
        }
        System.exit(0);
    }

    private static List<Steady> start(Stack stack, int talkers, Pauses pauses)
            throws IOException, InterruptedException {
        List<Steady> steady = new ArrayList<>();
        for (int i = 0; i < talkers; i++) {
            Account account = Account.signUp(stack.url());
            steady.add(Steady.start(account, account.befriend(Account.signUp(stack.url())), pauses));
        }
        return steady;
    }

    private static void replace(Stack stack, Service service) throws InterruptedException {
        stack.terminate(service);
        stack.awaitReady();
        TimeUnit.SECONDS.sleep(AFTER_SECONDS);
    }
}
