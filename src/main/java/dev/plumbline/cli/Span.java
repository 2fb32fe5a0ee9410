package dev.plumbline.cli;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time as people type it: {@code 90s}, {@code 15m}, {@code 4h}, {@code 2d}. */
final class Span implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})([smhd])");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));

    @Override
    public Duration convert(String text) {
        Matcher span = FORM.matcher(text);
        if (!span.matches()) {
            throw new TypeConversionException(
                    "found \"%s\", expected a time such as 90s, 15m, 4h or 2d".formatted(text));
        }
        return UNITS.get(span.group(2)).multipliedBy(Long.parseLong(span.group(1)));
    }
}
