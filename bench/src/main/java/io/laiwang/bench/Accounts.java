package io.laiwang.bench;

import io.laiwang.stack.Service;
import io.laiwang.stack.Stack;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What acquaintances and logins cost, on a stack of its own that it fills and throws away. Arguments: accounts, contacts
 * each. Prints Markdown.
 */
public final class Accounts {
    private static final int CALLERS = 20;
    private static final int CONTACTS_TO_LIST = 500;
    private static final int WARM_UP = 300;
    private static final int CALLS = 1_000;
    private static final int LOGINS_AT_ONCE = 100;
    private static final Duration LOGGING_IN = Duration.ofSeconds(30);
    private static final Duration WARMING_UP = Duration.ofSeconds(10);

    private Accounts() {}

    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        int accounts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        int contacts = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
        try (OwnStack own = OwnStack.start("postgresql")) {
            Stack stack = own.stack();
            List<Account> people = signUp(stack.url());
            logins(stack, people);
            acquaintances(stack, people, accounts, contacts);
        }
        System.exit(0);
    }

    private static List<Account> signUp(String url) throws IOException, InterruptedException {
        List<Account> people = new ArrayList<>();
        for (int i = 0; i <= CALLERS; i++) {
            people.add(Account.signUp(url));
        }
        return people;
    }

    private static void logins(Stack stack, List<Account> people) {
        try (Memory memory = Memory.of(stack.pid(Service.AUTH_SERVICE))) {
            long before = memory.megabytes();
            Logins logins = new Logins(people);
            logins.run(LOGINS_AT_ONCE, WARMING_UP);
            Logins.Outcome outcome = logins.run(LOGINS_AT_ONCE, LOGGING_IN);
            System.out.printf(
                    "| logins, %d at once | %.0f a second, p50 %.0f ms, p99 %.0f ms; asked to wait: %d |%n",
                    LOGINS_AT_ONCE,
                    outcome.succeeded() / (double) LOGGING_IN.toSeconds(),
                    outcome.millis(50),
                    outcome.millis(99),
                    outcome.refused());
            System.out.printf(
                    "| memory of auth-service before, and at most meanwhile | %d MB, %d MB |%n",
                    before, memory.mostMegabytes());
        }
    }

    private static void acquaintances(Stack stack, List<Account> people, int accounts, int contacts)
            throws SQLException, IOException, InterruptedException {
        Map<String, String> database = stack.environment(Service.GROUP_SERVICE);
        try (AcquaintanceData data = AcquaintanceData.open(database)) {
            data.fill(people.subList(0, CALLERS), accounts, contacts);
            data.befriend(people.getLast(), CONTACTS_TO_LIST);
            List<Account> fresh = new ArrayList<>();
            for (Account person : people) {
                fresh.add(person.signIn());
            }
            List<Account> callers = fresh.subList(0, CALLERS);
            String what = "%,d accounts with %d contacts each".formatted(accounts, contacts);
            Calls suggestions = new Calls("/v1/contacts/suggestions", callers);
            suggestions.run(WARM_UP);
            report("suggestions among " + what, suggestions.run(CALLS));
            String plan = data.plan(callers.getFirst());
            Calls list = new Calls("/v1/contacts?limit=200", List.of(fresh.getLast()));
            list.run(WARM_UP);
            report("`GET /v1/contacts?limit=200` of one who has " + CONTACTS_TO_LIST, list.run(CALLS));
            System.out.println();
            System.out.println(plan);
        }
    }

    private static void report(String what, Calls.Times times) {
        System.out.printf(
                "| %s, through the gateway | p50 %.1f ms, p99 %.1f ms, most %.1f ms |%n",
                what, times.millis(50), times.millis(99), times.millis(100));
    }
}
