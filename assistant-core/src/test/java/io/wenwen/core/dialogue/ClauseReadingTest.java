package io.wenwen.core.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that was written without a constraint: what is read as a clause, and what is not. */
class ClauseReadingTest {

    private static final Lexicon SHOP = Lexicon.of(List.of("防水", "红色", "降噪", "蓝牙耳机"));
    private static final FreeText ZH = new ChineseFreeText(null, SHOP, true);
    private static final FreeText EN = new EnglishFreeText(null, SHOP, true);
    private static final List<Slot> SLOTS = List.of(
            Slot.name("p1", "云雀S3运动耳机", "catalog:p1#title"),
            Slot.attribute("p1", "佩戴方式", "挂耳式", "挂耳朵上不易掉", "catalog:p1#佩戴方式"),
            Slot.attribute("p1", "续航时间", "30小时", "续航30小时", "catalog:p1#续航时间"));
    private static final List<Slot> ENGLISH = List.of(
            Slot.name("p1", "Lark S3 Earphones", "catalog:p1#title"),
            Slot.attribute("p1", "battery", "30 hours", "battery life 30 hours", "catalog:p1#battery"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "可以看看云雀S3运动耳机，挂耳朵上不易掉，我觉得挺对您的路子。",
                "可以看看云雀S3运动耳机，因为挂耳朵上不易掉，续航30小时，我觉得挺对您的路子。",
            })
    void slotsAndListedWordsAreRead(String text) {
        ClauseCheck.Verdict verdict = ClauseCheck.judge(ZH, SLOTS, 2, text);
        assertThat(verdict).isInstanceOfSatisfying(ClauseCheck.Verdict.Fit.class, fit -> {
            assertThat(fit.parts().stream().map(Clause.Part::text).reduce("", String::concat))
                    .isEqualTo(text);
            assertThat(fit.parts())
                    .filteredOn(Clause.Part.Fact.class::isInstance)
                    .first()
                    .isEqualTo(new Clause.Part.Fact(SLOTS.getFirst()));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "可以看看云雀S3运动耳机，挂耳朵上不易掉，而且防水。",
                "可以看看云雀S3运动耳机，不挂耳朵上不易掉，我觉得挺对您的路子。",
                "可以看看云雀S3运动耳机，挂耳朵上不易掉，续航40小时，我觉得挺对您的路子。",
                "可以看看云雀S3运动耳机，我觉得挺对您的路子。",
                "可以看看云雀S4运动耳机，挂耳朵上不易掉，我觉得挺对您的路子。",
                "挂耳朵上不易掉，可以看看云雀S3运动耳机，我觉得挺对您的路子。",
                "可以看看云雀S3运动耳机，挂耳朵上不易掉真的，我觉得挺对您的路子。",
                "可以看看云雀S3运动耳机，挂耳朵上不易掉，我觉得挺对您的路子",
                "可以看看云雀S3运动耳机，挂耳朵上不易掉，我觉得挺对您的路子。包退。",
                "可以看看云雀S3运动耳机，挂耳朵上不易掉，最便宜。",
                "可以看看云雀S3运动耳机，挂耳朵上不易掉，明天到。",
                "可以看看云雀S3运动耳机，挂耳朵上不易掉，云雀S3运动耳机，我觉得挺对您的路子。",
                "可以看看云雀S3运动耳机，挂耳朵上不易掉，我觉得挺对您的路子<b>。",
                "",
                "。",
            })
    void anythingElseIsRefused(String text) {
        assertThat(ClauseCheck.judge(ZH, SLOTS, 2, text)).isInstanceOf(ClauseCheck.Verdict.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " have a look at Lark S3 Earphones, battery life 30 hours, so it would be a choice to see first too."
            })
    void englishIsReadToo(String text) {
        assertThat(ClauseCheck.judge(EN, ENGLISH, 2, text)).isInstanceOf(ClauseCheck.Verdict.Fit.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " have a look at Lark S3 Earphones, battery life 30 hours, so it is waterproof and a choice to see first too.",
                " have a look at Lark S3 Earphones, battery life 300 hours, so it would be a choice to see first too.",
                " have a look at Lark S3 Earphones, no battery life 30 hours, so it would be a choice to see first too.",
            })
    void englishFactsThatNobodyGaveAreRefused(String text) {
        assertThat(ClauseCheck.judge(EN, ENGLISH, 2, text)).isInstanceOf(ClauseCheck.Verdict.Refused.class);
    }
}
