package io.wenwen.app.shopper;

import java.util.Locale;
import java.util.regex.Pattern;

/** The language an answer is given in: the shopper's own, as far as the shop speaks it. */
enum Tongue {
    CHINESE("zh-CN"),
    ENGLISH("en"),
    /** Neither; answered in both. */
    OTHER("zh-CN");

    private static final Pattern EVERYDAY_ENGLISH = Pattern.compile(
            "\\b(?:a|an|the|i|i'm|i'd|me|my|you|your|it|its|this|that|these|those|they|them|we|is|are|was|be|do|does|did|can|could|will|would|should|have|has|how|what|which|who|when|where|why|"
                    + "for|with|without|under|below|over|above|about|around|between|of|in|on|at|to|from|by|and|or|not|no|yes|any|some|more|less|than|only|but|if|please|thanks|thank|hello|hi|hey|bye|"
                    + "want|need|looking|find|show|buy|get|give|tell|recommend|compare|return|refund|ship|shipping|delivery|cheap|cheaper|cheapest|expensive|best|good|price|cost|yuan|size|colou?r|gift|"
                    + "shoes?|shirts?|jackets?|coats?|dress(?:es)?|pants|bags?|phones?|headphones|earphones|earbuds|laptops?|watch(?:es)?|coffee|tea|books?|toys?|lamps?|chairs?|tables?|cups?|mugs?|bottles?|"
                    + "black|white|red|blue|green|pink|grey|gray|brown|waterproof|wireless|cotton|leather|steel|large|small|men|women|men's|women's|kids|baby|cat|dog|food|first|second|third|last|one|two|three|options|ignore|system)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FOREIGN_SENTENCE =
            Pattern.compile("[\\p{IsLatin}&&[^\\p{ASCII}]]|(?:\\b[a-z]{2,}\\b[\\s,'?]+){3,}[a-z]{2,}");

    private final String tag;

    Tongue(String tag) {
        this.tag = tag;
    }

    String tag() {
        return tag;
    }

    boolean english() {
        return this == ENGLISH;
    }

    /** Picks the text in this tongue. */
    String of(String chinese, String english) {
        return this == ENGLISH ? english : chinese;
    }

    /** By the message's own words; where these say nothing (figures, signs, a model's name) by what the page asked for. */
    static Tongue of(String message, Locale asked) {
        int han = 0;
        int latin = 0;
        int other = 0;
        for (int c : message.codePoints().toArray()) {
            if (!Character.isLetter(c)) {
                continue;
            }
            switch (Character.UnicodeScript.of(c)) {
                case HAN -> han++;
                case LATIN -> latin++;
                case COMMON, INHERITED -> {}
                default -> other++;
            }
        }
        if (other > 0 && other * 3 >= han + latin) {
            return OTHER;
        }
        if (han > 0) {
            return CHINESE;
        }
        if (asked.getLanguage().equals("en")
                || EVERYDAY_ENGLISH.matcher(message).find()) {
            return ENGLISH;
        }
        // A brand and a model number are no language: iPhone 11 Pro is typed by Chinese shoppers too.
        return FOREIGN_SENTENCE.matcher(message).find() ? OTHER : CHINESE;
    }
}
