package dev.granary.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.granary.record.CorruptRecordException;
import dev.granary.record.Index;
import dev.granary.record.IndexValue;
import dev.granary.record.Namespace;
import dev.granary.record.RecordKey;
import dev.granary.record.RecordKind;
import dev.granary.record.RecordStore;
import dev.granary.record.Stamp;
import dev.granary.record.StoredRecord;
import dev.granary.record.UnknownFields;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every kind, tried on a full and a minimal record of each. Grants are tried beside their own type. */
class RecordKindsTest {

    private static final Pattern FIELD =
            Pattern.compile("\"([a-z_]+)\":(?:\"(?:\\\\.|[^\"\\\\])*\"|\\[[^\\]]*\\]|[^,}]+),?");

    static final List<Sample<?, ?>> SAMPLES = Samples.ALL;

    private static Stream<Sample<?, ?>> samples(String shape) {
        return SAMPLES.stream().filter(sample -> sample.shape().equals(shape));
    }

    static Stream<Sample<?, ?>> full() {
        return samples("full");
    }

    static Stream<Sample<?, ?>> minimal() {
        return samples("minimal");
    }

    @Test
    void everyKindHasItsSamples() {
        assertThat(full().<RecordKind<?, ?>>map(Sample::kind)).containsExactlyElementsOf(RecordKinds.all());
        assertThat(minimal().<RecordKind<?, ?>>map(Sample::kind)).containsExactlyElementsOf(RecordKinds.all());
    }

    @ParameterizedTest
    @MethodSource("full")
    void theFullRecordHasEveryFieldSet(Sample<?, ?> sample) {
        assertThat(unset(sample.record())).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void whatIsWrittenIsRead(Sample<?, ?> sample) {
        assertThat(sample.decode(sample.json())).isEqualTo(sample.record());
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void theDocumentIsTheOneThatWasReleased(Sample<?, ?> sample) {
        assertThat(sample.json()).isEqualTo(sample.golden());
        assertThat(sample.decode(sample.golden())).isEqualTo(sample.record());
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    <K extends RecordKey, R extends StoredRecord<K>> void anUnknownFieldSurvivesARewrite(Sample<K, R> sample) {
        String added = "\"added\":{\"deep\":[1,2.50,null,\"x\"]},\"later\":true}";
        String newer = sample.json().replaceFirst("}$", "," + added);

        R read = sample.decode(newer);

        assertThat(read.stamp().unknown())
                .isEqualTo(new UnknownFields(Map.of("added", "{\"deep\":[1,2.50,null,\"x\"]}", "later", "true")));
        assertThat(new Sample<>(sample.kind(), "rewritten", read).json()).isEqualTo(newer);
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void aNewerVersionIsRefused(Sample<?, ?> sample) {
        assertThatExceptionOfType(CorruptRecordException.class)
                .isThrownBy(() -> sample.decode(sample.json().replace("\"v\":1,", "\"v\":2,")))
                .withMessageContaining(sample.kind().name())
                .withMessageContaining("v: ");
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void aFieldThatStandsThereTwiceIsRefused(Sample<?, ?> sample) {
        for (MatchResult field : fields(sample)) {
            String again = field.group().replaceAll(",$", "");
            String json = sample.json();
            assertRefused(sample, json.replaceFirst("}$", "," + Matcher.quoteReplacement(again) + "}"));
            assertRefused(sample, "{" + again + "," + json.substring(1));
        }
        assertRefused(sample, sample.json().replaceFirst("}$", ",\"later\":1,\"later\":1}"));
        assertRefused(sample, sample.json().replaceFirst("}$", ",\"later\":[{\"a\":1,\"a\":1}]}"));
    }

    private static void assertRefused(Sample<?, ?> sample, String json) {
        assertThatExceptionOfType(CorruptRecordException.class)
                .isThrownBy(() -> sample.decode(json))
                .withMessageContaining("stands there twice");
    }

    @ParameterizedTest
    @MethodSource("minimal")
    void aMissingFieldIsNamed(Sample<?, ?> sample) {
        for (MatchResult field : fields(sample)) {
            assertThatExceptionOfType(CorruptRecordException.class)
                    .isThrownBy(() -> sample.decode(without(sample.json(), field)))
                    .withMessageContaining(field.group(1) + ": the field is missing");
        }
    }

    @ParameterizedTest
    @MethodSource("full")
    void noFieldIsWrittenButNotRead(Sample<?, ?> sample) {
        for (MatchResult field : fields(sample)) {
            assertThat(readsTheSame(sample, without(sample.json(), field)))
                    .as(field.group(1))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void aConstantThatIsUnknownIsNotEchoed(Sample<?, ?> sample) {
        String damaged =
                sample.json().replaceAll("\"(origin|auth_method|scope|use)\":\"[A-Z_]+\"", "\"$1\":\"Surprise\"");
        if (!damaged.equals(sample.json())) {
            assertThatExceptionOfType(CorruptRecordException.class)
                    .isThrownBy(() -> sample.decode(damaged))
                    .withMessageContaining(": expected one of [")
                    .withMessageNotContaining("Surprise");
        }
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void noSecretShows(Sample<?, ?> sample) {
        assertThat(sample.record().toString()).doesNotContain(Samples.HIDDEN);
        assertThat(sample.record().key().toString()).doesNotContain(Samples.HIDDEN);
    }

    @ParameterizedTest
    @FieldSource("SAMPLES")
    void theKeyIsOfStorableParts(Sample<?, ?> sample) {
        assertThat(new IndexValue(sample.record().key().parts()).parts()).isNotEmpty();
    }

    @Test
    void everyKindIsListedAsTheTableSays() {
        assertThat(full().flatMap(RecordKindsTest::listings))
                .containsExactly(
                        "grants.subject=[user-1]",
                        "grants.client=[client \"1\" 🔑]",
                        "grants.session=[✗session:0123456789abcdefghijk]",
                        "clients.origin=[DYNAMIC]",
                        "upstream_tokens.session=[✗session:0123456789abcdefghijk]",
                        "upstream_tokens.user=[user-1]",
                        "upstream_tokens.user_provider=[user-1, corp-1]",
                        "identities.user=[user-1]",
                        "keys.use=[SIGNATURE]",
                        "consents.subject=[user-1]",
                        "consents.client=[client \"1\" 🔑]");
    }

    @Test
    void namesAreUniqueAndOrderedAsInTheTable() {
        assertThat(RecordKinds.all().stream().map(RecordKind::name))
                .containsExactly(
                        "grants",
                        "clients",
                        "pending_authorizations",
                        "upstream_tokens",
                        "dcr_credentials",
                        "current_registrations",
                        "users",
                        "identities",
                        "assertions",
                        "fences",
                        "keys",
                        "consents",
                        "quotas",
                        "leases",
                        "marks",
                        "initial_access_tokens");
    }

    @Test
    void everyKindHasAnAccessorOfItsName() throws ReflectiveOperationException {
        Records records = new Records(storageOfNames(), Namespace.DEFAULT);
        List<String> reached = new ArrayList<>();
        for (RecordKind<?, ?> kind : RecordKinds.all()) {
            String camel = Pattern.compile("_(.)")
                    .matcher(kind.name())
                    .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
            Method accessor = Records.class.getMethod(camel);
            reached.add(accessor.invoke(records).toString());
        }

        assertThat(reached)
                .isEqualTo(RecordKinds.all().stream().map(RecordKind::name).toList());
    }

    private static Stream<String> unset(Record record) {
        return Stream.of(record.getClass().getRecordComponents())
                .filter(component -> component.getType() != Stamp.class)
                .flatMap(component -> unset(component, value(component, record)));
    }

    private static Stream<String> unset(Object record) {
        return unset((Record) record);
    }

    private static Stream<String> unset(RecordComponent component, Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(held -> unset(component, (Object) held)).orElse(Stream.of(component.getName()));
        }
        if (value instanceof Collection<?> collection && collection.isEmpty()) {
            return Stream.of(component.getName());
        }
        return value instanceof Record nested ? unset(nested) : Stream.empty();
    }

    private static Object value(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static List<MatchResult> fields(Sample<?, ?> sample) {
        List<MatchResult> fields = FIELD.matcher(sample.json()).results().toList();
        assertThat(fields).hasSizeGreaterThan(3);
        return fields;
    }

    private static String without(String json, MatchResult field) {
        return (json.substring(0, field.start()) + json.substring(field.end())).replace(",}", "}");
    }

    private static boolean readsTheSame(Sample<?, ?> sample, String json) {
        try {
            return sample.decode(json).equals(sample.record());
        } catch (CorruptRecordException e) {
            return false;
        }
    }

    private static <K extends RecordKey, R extends StoredRecord<K>> Stream<String> listings(Sample<K, R> sample) {
        return sample.kind().indexes().stream()
                .map(index -> sample.kind().name() + "." + index.name() + "=" + listed(index, sample.record()));
    }

    private static <R> List<String> listed(Index<R> index, R record) {
        return index.valueOf(record).map(IndexValue::parts).orElse(List.of());
    }

    /** A storage whose ports are nothing but the names of their kinds. */
    private static Storage storageOfNames() {
        ClassLoader loader = RecordKindsTest.class.getClassLoader();
        return (Storage) Proxy.newProxyInstance(loader, new Class<?>[] {Storage.class}, (storage, method, call) -> {
            String name = ((RecordKind<?, ?>) call[1]).name();
            return Proxy.newProxyInstance(loader, new Class<?>[] {RecordStore.class}, (port, verb, none) -> name);
        });
    }
}
