package io.laiwang.chat.store;

import io.laiwang.chat.sealed.KeysOfTheDayContract;
import io.laiwang.chat.sealed.SealedRaceContract;
import io.laiwang.chat.sealed.SealedStoreContract;
import io.laiwang.chat.sealed.SealedWalkContract;
import io.laiwang.chat.sealed.sweep.SweeperContract;

class MongoStoreTest extends OnMongo
        implements MessageStoreContract,
                HistoryStoreContract,
                CountsContract,
                SearchStoreContract,
                SealedStoreContract,
                SealedRaceContract,
                SealedWalkContract,
                KeysOfTheDayContract,
                SweeperContract {}
