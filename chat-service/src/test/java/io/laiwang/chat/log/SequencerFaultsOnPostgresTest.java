package io.laiwang.chat.log;

import io.laiwang.chat.store.OnPostgres;

class SequencerFaultsOnPostgresTest extends OnPostgres implements SequencerFaultContract {}
