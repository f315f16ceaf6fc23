package io.wenwen.app.shopper;

import java.util.regex.Pattern;

/**
 * Decides whether a message asks what goods cost together, with promotions and freight: the lowest sum, whether a coupon can be used, what
 * is missing to a threshold, what a return gives back, how a deposit is paid.
 */
final class PriceQuestion {

    private static final Pattern RETURN = Pattern.compile("退.{0,12}(?:多少|几块)|(?:多少|几块).{0,4}退");
    private static final Pattern PRESALE = Pattern.compile("定金|订金|预售|尾款|\\bdeposit\\b|\\bpre-?sale\\b");
    private static final Pattern FILLER = Pattern.compile("凑单|怎么凑|凑够|凑到|凑满|\\badd-?on\\b.{0,20}\\bdiscount");
    private static final Pattern GAP =
            Pattern.compile("还差(?:多少|几)|差(?:多少|几块|几元).{0,6}(?:包邮|免运费|满|减|券)|(?:满减|包邮|没).{0,8}差多少");
    private static final Pattern MARGINAL = Pattern.compile("多(?:花|付|出)多少|等于多少钱");
    private static final Pattern USABLE =
            Pattern.compile("(?:券|满\\s?\\d+.{0,2}减\\s?\\d+|满减|会员价)[^，。,?？]{0,12}(?:能用|可以用|能不能用|用得了|能再用|还能用|算达到|达到了吗)"
                    + "|(?:能用|可以用|能不能用|能按|能享受|能用上)[^，。,?？]{0,8}(?:券|满\\s?\\d+|减\\s?\\d+|会员价)");
    private static final Pattern STACK = Pattern.compile("能一起用|叠加|同时用|一起使用");
    private static final Pattern TOTAL = Pattern.compile(
            "(?:一起|一块儿?).{0,8}(?:多少|最低|优惠|折扣|满减|什么价)"
                    + "|(?:一共|总共|总价|合计|到手|最低|最后(?!一|两|三|几|那|这|的)|券后|优惠后|用完优惠|领完券|直降完|用上|得付|应付|算下来).{0,8}(?:多少|几块|什么价)"
                    + "|(?:加|连|带|含|算)(?:上)?运费.{0,8}多少|\\bhow much\\b.{0,60}\\b(?:together|in total|altogether)\\b|\\blowest (?:total|price)\\b");
    private static final Pattern ONLY = Pattern.compile("(?:只|光|单)(?:买|要|拿).{0,12}(?:呢|吗|多少)|别的不要");
    private static final Pattern HOW_MUCH = Pattern.compile("多少(?:钱)?|几块|怎么算");
    private static final int ELLIPTIC = 24;

    private final Turn turn;
    private final String text;
    private final BasketReading reading;

    PriceQuestion(Turn turn) {
        this.turn = turn;
        this.text = turn.message.toLowerCase(java.util.Locale.ROOT);
        this.reading = new BasketReading(turn, text);
    }

    /** Answers if it is one; a message that names a kind of goods but no product is a need. */
    boolean answered() {
        if (turn.refs.none() && turn.shown.isEmpty()) {
            return false;
        }
        String last = turn.before.lastKind();
        boolean offerBefore =
                (Kind.OFFER.wire().equals(last) || Kind.POLICY.wire().equals(last))
                        && !turn.before.basket().isEmpty();
        if (STACK.matcher(text).find()) {
            return false;
        }
        PriceAnswer answer = new PriceAnswer(turn);
        if (PRESALE.matcher(text).find()) {
            return answer.deposit(reading.basket());
        }
        if (RETURN.matcher(text).find()) {
            return (offerBefore || reading.pieces() > 1)
                    && answer.refund(reading.basketBeforeReturn(), reading.returned());
        }
        if (FILLER.matcher(text).find()) {
            return answer.filler(reading.basket());
        }
        if (GAP.matcher(text).find()) {
            return answer.gap(reading.basket(), text);
        }
        if (MARGINAL.matcher(text).find() && offerBefore) {
            return answer.marginal(turn.before.basket(), reading.basket());
        }
        if (USABLE.matcher(text).find()) {
            return answer.usable(reading.basket(), text);
        }
        boolean several = reading.pieces() > 1 && HOW_MUCH.matcher(text).find();
        boolean elliptic = offerBefore
                && turn.message.length() <= ELLIPTIC
                && (reading.pieces() > 1 || ONLY.matcher(text).find());
        return (TOTAL.matcher(text).find() || several || elliptic) && answer.total(reading.basket());
    }
}
