package dev.granary.storage.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An entry of a list: a record that it may lead to.
 *
 * @param member the record's digest, or {@link #MARK}
 * @param score milliseconds; 0 in a list that is in the order of its members
 */
record Entry(String member, long score) implements Comparable<Entry> {

    /** Says that further lists follow. */
    static final String MARK = "~";

    /** The members of a reply without scores. */
    static List<Entry> plain(List<?> reply) {
        return reply.stream().map(member -> new Entry(text(member), 0)).toList();
    }

    /** The members of a reply with scores: one after the other, or in pairs under the newer protocol. */
    static List<Entry> scored(List<?> reply) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < reply.size(); i++) {
            if (reply.get(i) instanceof List<?> pair) {
                entries.add(new Entry(text(pair.get(0)), score(pair.get(1))));
            } else {
                entries.add(new Entry(text(reply.get(i)), score(reply.get(++i))));
            }
        }
        return entries;
    }

    /** Whether a list that these are the last entries of has further parts. */
    static boolean endsInMark(List<Entry> last) {
        return !last.isEmpty() && last.get(last.size() - 1).isMark();
    }

    boolean isMark() {
        return member.equals(MARK);
    }

    @Override
    public int compareTo(Entry other) {
        int byScore = Long.compare(score, other.score);
        return byScore != 0 ? byScore : member.compareTo(other.member);
    }

    private static String text(Object member) {
        return new String((byte[]) member, StandardCharsets.US_ASCII);
    }

    private static long score(Object score) {
        if (score instanceof Double number) {
            return number.longValue();
        }
        String text = text(score);
        return text.equals("inf") ? Long.MAX_VALUE : (long) Double.parseDouble(text);
    }
}
