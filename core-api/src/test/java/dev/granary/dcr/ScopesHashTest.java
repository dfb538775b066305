package dev.granary.dcr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopesHashTest {

    @Test
    void isTheHashOfTheScopesJoinedByLineFeeds() {
        assertThat(ScopesHash.of(List.of("a", "b")).value())
                .isEqualTo("7e18f737311b2dc3b2f269dd78396b0351f14fb66efa879f768cb23181883c78");
    }

    @Test
    void orderAndRepetitionDoNotMatter() {
        assertThat(ScopesHash.of(List.of("b", "a", "b"))).isEqualTo(ScopesHash.of(List.of("a", "b")));
    }

    @Test
    void noScopesAreTheHashOfNothing() {
        assertThat(ScopesHash.of(Set.of()).value())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void oneScopeWithASpaceIsNotTwo() {
        assertThat(ScopesHash.of(List.of("a b"))).isNotEqualTo(ScopesHash.of(List.of("a", "b")));
    }

    @Test
    void whatCouldPassForAnotherSetIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScopesHash.of(List.of("a\nb")))
                .withMessageStartingWith("scope: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScopesHash.of(List.of("")))
                .withMessageStartingWith("scope: ");
    }
}
