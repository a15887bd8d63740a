/**
 * Doodles that are drawn together, live. A board is kept by every gateway where somebody has opened it; what is drawn
 * goes over {@code signals}, and what was lost there is found by comparing ({@link io.laiwang.gateway.board.Board}).
 * docs/adr/0008-live-boards.md says why. Start reading at {@link io.laiwang.gateway.board.BoardFrames}.
 */
@org.jspecify.annotations.NullMarked
package io.laiwang.gateway.board;
