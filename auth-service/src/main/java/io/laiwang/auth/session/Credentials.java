package io.laiwang.auth.session;

import io.laiwang.auth.account.Account;
import io.laiwang.auth.account.Accounts;
import io.laiwang.auth.account.Passwords;
import io.laiwang.auth.limit.LoginFailures;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Who knows the password, asked of one who is signed in. A wrong one counts like a failed login. */
@Singleton
public class Credentials {
    private final Accounts accounts;
    private final Passwords passwords;
    private final LoginFailures failures;

    Credentials(Accounts accounts, Passwords passwords, LoginFailures failures) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.failures = failures;
    }

    /** The account as it was when its password was found right; fails with {@code wrong-password}. */
    public Uni<Account> confirm(UUID accountId, String password) {
        return accounts.get(accountId).call(account -> failures.count(account.handle(), check(account, password)));
    }

    private Uni<Boolean> check(Account account, String password) {
        return passwords.matches(password, account.passwordHash()).invoke(right -> {
            if (!right) {
                throw wrong();
            }
        });
    }

    /** Also for one that was changed while it was checked. */
    public static Refused wrong() {
        return new Refused(ProblemCode.WRONG_PASSWORD, "The password is wrong.");
    }
}
