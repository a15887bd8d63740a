package io.laiwang.media.doodle.format;

import java.math.BigDecimal;
import java.util.stream.IntStream;

/** Numbers as short as they can be read back the same. */
public final class Numbers {
    private static final String[] SIXTEENTHS =
            IntStream.range(0, Points.STEPS).mapToObj(Numbers::sixteenth).toArray(String[]::new);
    /** Four digits tell 255ths apart. */
    private static final String[] PRESSURES = IntStream.rangeClosed(0, Points.FULL_PRESSURE)
            .mapToObj(Numbers::share)
            .toArray(String[]::new);

    private static final double PLACES = 10_000;

    private Numbers() {}

    /** Of what is counted in sixteenths: {@code 24} is {@code 1.5}. */
    public static String steps(int steps) {
        return steps / Points.STEPS + SIXTEENTHS[steps % Points.STEPS];
    }

    /** From 0 to 1. */
    static String pressure(int pressure) {
        return PRESSURES[pressure];
    }

    public static String of(float number) {
        return plain(new BigDecimal(Float.toString(number)));
    }

    private static String sixteenth(int steps) {
        return steps == 0
                ? ""
                : plain(BigDecimal.valueOf((double) steps / Points.STEPS)).substring(1);
    }

    private static String share(int pressure) {
        return plain(BigDecimal.valueOf(Math.round(pressure * PLACES / Points.FULL_PRESSURE) / PLACES));
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
