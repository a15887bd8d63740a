package io.laiwang.media.doodle.format;

import io.laiwang.contracts.Problem;
import io.laiwang.kit.problem.Refused;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The points of one InkML trace: in each a value for every channel. A value may be the difference from the last one
 * ({@code '}) or from the last difference ({@code "}), and so are those that follow until a {@code !}; {@code *}
 * repeats. What is no number ({@code ?}, {@code T}, {@code F}) is {@code NaN}.
 */
final class TraceReader {
    private static final int MOST_CHARACTERS = 400;
    private static final Pattern VALUE =
            Pattern.compile("\\s*([!'\"]?)\\s*([-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?|[*?TF])");

    private final double[] values;
    private final double[] steps;
    private final char[] modes;

    TraceReader(int channels) {
        this.values = new double[channels];
        this.steps = new double[channels];
        this.modes = new char[channels];
        Arrays.fill(modes, '!');
    }

    /**
     * @param field of the point, for a refusal
     * @return one value a channel, the same array each time
     */
    double[] read(String text, String field) {
        Matcher value = VALUE.matcher(text.length() > MOST_CHARACTERS ? "" : text);
        for (int i = 0; i < values.length; i++) {
            require(value.lookingAt(), field, "must have a value for each channel");
            take(i, value.group(1), value.group(2));
            value.region(value.end(), text.length());
        }
        require(text.substring(value.regionStart()).isBlank(), field, "has more values than channels");
        return values;
    }

    private void take(int channel, String prefix, String value) {
        if (!prefix.isEmpty()) {
            modes[channel] = prefix.charAt(0);
        }
        boolean plain = modes[channel] == '!';
        if (value.equals("*")) {
            values[channel] += plain ? 0 : steps[channel];
            return;
        }
        double number = "?TF".contains(value) ? Double.NaN : Double.parseDouble(value);
        double step = modes[channel] == '"' ? steps[channel] + number : number;
        steps[channel] = plain ? number - values[channel] : step;
        values[channel] = plain ? number : values[channel] + step;
    }

    private static void require(boolean ok, String field, String message) {
        if (!ok) {
            throw new Refused(Problem.invalid(field, message));
        }
    }
}
