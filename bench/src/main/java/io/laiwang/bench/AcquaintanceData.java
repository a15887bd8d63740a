package io.laiwang.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * People and whom they know, put into group-service's database because asking one by one would take days. Half of an
 * account's contacts live next to it and know each other, half are far away, as acquaintances are.
 */
final class AcquaintanceData implements AutoCloseable {
    private final Connection connection;

    private AcquaintanceData(Connection connection) {
        this.connection = connection;
    }

    /** @param environment what group-service is told */
    static AcquaintanceData open(Map<String, String> environment) throws SQLException {
        return new AcquaintanceData(DriverManager.getConnection(
                "jdbc:" + environment.get("LAIWANG_POSTGRES_URL"),
                environment.get("LAIWANG_POSTGRES_USER"),
                environment.get("LAIWANG_POSTGRES_PASSWORD")));
    }

    /** The first ones are the callers; numbers go round in a circle. */
    void fill(List<Account> callers, int accounts, int contacts) throws SQLException {
        run("create unlogged table node as select i, gen_random_uuid() as id from generate_series(0, %d) i"
                .formatted(accounts - 1));
        for (int i = 0; i < callers.size(); i++) {
            run("update node set id = '%s' where i = %d"
                    .formatted(callers.get(i).id(), i * (accounts / callers.size())));
        }
        run("alter table node add primary key (i)");
        run("""
                insert into profile (account_id, handle, display_name, version)
                select id, 'n' || i, 'Somebody', 1 from node on conflict do nothing""");
        run("alter table contact drop constraint contact_pkey");
        run("""
                insert into contact (owner_id, account_id, conversation_id, since)
                select a.id, b.id, a.id, now()
                from node a
                cross join (select k as step from generate_series(1, %1$d / 4) k
                            union all select 1000 + k * 37 from generate_series(1, %1$d / 4) k) near_and_far
                cross join (values (1), (-1)) direction (sign)
                join node b on b.i = (a.i + sign * step + %2$d) %% %2$d""".formatted(contacts, accounts));
        run("alter table contact add primary key (owner_id, account_id)");
        run("vacuum analyze contact");
        run("vacuum analyze profile");
    }

    void befriend(Account one, int count) throws SQLException {
        run("""
                insert into contact (owner_id, account_id, conversation_id, since)
                select '%s', id, gen_random_uuid(), now() from node where i < %d""".formatted(one.id(), count));
        run("analyze contact");
    }

    /** Of the statement that group-service itself has just run. */
    String plan(Account caller) throws SQLException {
        String statement = text("""
                select query from pg_stat_activity
                where query like '%as mutual%' and pid <> pg_backend_pid() order by query_start desc limit 1""");
        StringBuilder plan = new StringBuilder();
        run("prepare suggestions (uuid, bigint, uuid, int) as " + statement);
        try (Statement explain = connection.createStatement();
                ResultSet lines = explain.executeQuery(
                        "explain (analyze, buffers, costs off) execute suggestions ('%s', null, null, 51)"
                                .formatted(UUID.fromString(caller.id())))) {
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet found = statement.executeQuery()) {
            if (!found.next()) {
                throw new SQLException("group-service has asked for no suggestions");
            }
            return found.getString(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
