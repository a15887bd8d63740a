package io.laiwang.chat.log;

import io.laiwang.chat.store.OnMongo;

class SequencerFaultsOnMongoTest extends OnMongo implements SequencerFaultContract {}
