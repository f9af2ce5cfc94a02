package gpudeck.ssh.check;

import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads what `check.py` hands on. A machine may say anything.
final class Answers {

    private static final int MOST_OF_ONE = 16 * 1024;

    static final int MOST_BYTES = Question.values().length * (MOST_OF_ONE + 64);

    private static final Pattern HEAD =
            Pattern.compile("([a-z-]{1,20}) (-?[0-9]{1,3}|late|absent) ([0-9]{1,5})");

    private final byte[] said;
    private int at;

    private Answers(byte[] said) {
        this.said = said;
    }

    /// @throws SshException unless it answers each question once
    static Map<Question, Answer> read(byte[] said, boolean withGpus) throws SshException {
        var answers = new EnumMap<Question, Answer>(Question.class);
        var reader = new Answers(said);
        while (reader.at < said.length) {
            reader.next(answers);
        }
        for (var question : Question.values()) {
            if ((withGpus || !question.isAboutGpus()) && !answers.containsKey(question)) {
                throw garbled("nothing about the " + question.word());
            }
        }
        return answers;
    }

    private void next(Map<Question, Answer> answers) throws SshException {
        var head = HEAD.matcher(line());
        if (!head.matches()) {
            throw garbled("not the head of an answer");
        }
        var question = question(head.group(1));
        var text = text(Integer.parseInt(head.group(3)));
        var answer =
                switch (head.group(2)) {
                    case "late" -> new Answer.Late();
                    case "absent" -> new Answer.Absent();
                    default -> new Answer.Said(Integer.parseInt(head.group(2)), text);
                };
        if (answers.put(question, answer) != null) {
            throw garbled("two answers about the " + question.word());
        }
    }

    private String line() throws SshException {
        int from = at;
        while (at < said.length && said[at] != '\n') {
            at++;
        }
        if (at == said.length) {
            throw garbled("an answer that is cut");
        }
        return new String(said, from, at++ - from, StandardCharsets.ISO_8859_1);
    }

    private String text(int length) throws SshException {
        if (length > MOST_OF_ONE || length > said.length - at) {
            throw garbled("an answer that is cut or too long");
        }
        at += length;
        return new String(said, at - length, length, StandardCharsets.UTF_8);
    }

    private static Question question(String word) throws SshException {
        return Arrays.stream(Question.values())
                .filter(question -> question.word().equals(word))
                .findFirst()
                .orElseThrow(() -> garbled("an answer that nobody asked for"));
    }

    private static SshException garbled(String why) {
        return new SshException(new SshError.Garbled("the check of the machine", why));
    }
}
