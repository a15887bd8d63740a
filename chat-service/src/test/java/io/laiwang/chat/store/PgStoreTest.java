package io.laiwang.chat.store;

import io.laiwang.chat.sealed.SealedStoreContract;
import io.laiwang.chat.sealed.sweep.SweeperContract;

class PgStoreTest extends OnPostgres
        implements MessageStoreContract,
                HistoryStoreContract,
                SearchStoreContract,
                SealedStoreContract,
                SweeperContract {}
