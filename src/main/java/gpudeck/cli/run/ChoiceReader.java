package gpudeck.cli.run;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// One of two words, in upper or lower case.
abstract class ChoiceReader<T> implements ITypeConverter<T> {

    private final String word;
    private final T choice;
    private final String otherWord;
    private final T otherChoice;

    ChoiceReader(String word, T choice, String otherWord, T otherChoice) {
        this.word = word;
        this.choice = choice;
        this.otherWord = otherWord;
        this.otherChoice = otherChoice;
    }

    @Override
    public T convert(String value) {
        var said = value.toLowerCase(Locale.ROOT);
        if (said.equals(word)) {
            return choice;
        }
        if (said.equals(otherWord)) {
            return otherChoice;
        }
        throw new TypeConversionException(word + "|" + otherWord);
    }
}
