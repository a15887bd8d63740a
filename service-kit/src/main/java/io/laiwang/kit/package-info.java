/**
 * What every service does alike at its edges, so that no service does it differently: errors as problem+json ({@code
 * problem}), checks of what comes in ({@code input}), access tokens and internal calls ({@code token}), headers and
 * paging ({@code rest}), topics ({@code kafka}). It knows nothing of accounts, groups, messages or media.
 */
@org.jspecify.annotations.NullMarked
package io.laiwang.kit;
