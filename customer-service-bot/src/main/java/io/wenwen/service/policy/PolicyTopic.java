package io.wenwen.service.policy;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What shoppers ask a shop about itself, in the words of questions and of policies, Chinese and English: "能开票吗" and
 * "下单时可选择电子发票" share no word but one topic.
 *
 * <p>{@code asks} are wordings that make a message a question about the shop even without more context; {@code says} are further
 * words in which policies state it.
 */
public enum PolicyTopic {
    INVOICE("发票|开票|专票|普票|抬头|税号|报销|\\binvoices?\\b|\\bfapiao\\b|\\btax receipt", "税"),
    RETURN(
            "退货|无理由|退换|退回|怎么退|退不退|退(?:吗|么|嘛|不[?？]?$|得了|掉)|(?:能|可以|可|给|让|多久|天|内|期).{0,4}退(?!差|钱|款|补)|有虫|发霉|变质|(?:拆|打)(?:开|封)(?:了|过).{0,10}(?:退|换|怎么|咋|能不能|可以)|(?:不想要|不合适|不喜欢|反悔|后悔).{0,10}(?:退|怎么办|咋办)|\\breturn(?:s|ed|ing)?\\b|send (?:it|them) back|change my mind",
            "七天无|7天无|7日无|无忧"),
    EXCHANGE("换货|退换|换码|换个?尺码|换大|换小|能换吗|可以换吗|能不能换|\\bexchang(?:e|es|ed|ing)\\b|\\bswap\\b", "换"),
    REFUND("退款|退钱|退到|钱.{0,6}(?:退|到账)|多久到账|什么时候到账|\\brefund(?:s|ed)?\\b|money back", "原路|到账"),
    RETURN_COST(
            "(?:退货|退换|换货|退回|寄回).{0,8}(?:运费|邮费|快递费|谁出|谁承担|谁付)|来回.{0,2}(?:运费|邮费|快递费)|退.{0,10}(?:运费|邮费|快递费).{0,4}(?:谁|自己|出|付|承担)|运费险|who pays.{0,20}return|return (?:shipping|postage)",
            "运费险|承担"),
    DISPATCH(
            "发货|多久发|几天发|什么时候发|啥时候发|何时发|当天发|今天发|多久寄|什么时候.{0,3}寄|寄出|\\bdispatch|\\bships?\\b(?! (?:to|from))|when will.{0,20}(?:ship|sent)|\\bsend out",
            "小时内发|出库"),
    DELIVERY(
            "几天到|多久到|多久能到|几天能到|什么时候到|啥时候到|何时到|明天能到|明天到|到货|送达|能送到|(?<!发)送到|配送|派送|送货|快递|物流|哪家快递|发什么快递|\\bdeliver(?:y|ed|ies)?\\b|\\barrive|\\bcourier|\\bcarrier|how long.{0,20}(?:take|get here)|\\bshipping time",
            "顺丰|圆通|中通|韵达"),
    SHIPPING_FEE(
            "运费|邮费|快递费|包邮|免邮|配送费|\\bshipping\\b(?! time)|\\bfree delivery|\\bpostage\\b|delivery (?:fee|cost)|pay for shipping",
            "满.{0,8}免"),
    REMOTE(
            "偏远|" + "(?:寄|发|送|配送|快递|运费|邮费|包邮|到|运).{0,6}" + Places.FAR + "|" + Places.FAR
                    + ".{0,8}(?:寄|发|送|运费|邮费|包邮|到货|能到|收货|快递)|\\babroad\\b|\\boverseas\\b|\\binternational(?:ly)?\\b|ship to|other (?:cities|towns|places)|外地",
            Places.FAR + "|地区"),
    WARRANTY(
            "保修|质保|三包|联保|售后|坏了|质量问题|出问题|维修|返修|修吗|断了|裂了|开胶|漏气|不亮了|不转了|用不了了?|保(?:多久|多长|几年|几个月)|\\bwarrant(?:y|ies)\\b|\\bguarantee\\b|\\brepairs?\\b|\\bbroken\\b|\\bdefect",
            "维护|检测"),
    DAMAGE(
            "破损|少发|漏发|发错|错发|压坏|摔坏|收到.{0,6}(?:坏|碎|破|漏)|坏(?:了|的).{0,4}(?:包赔|赔)|\\bdamaged\\b|wrong item|missing item",
            "补发|签收"),
    PAYMENT(
            "付款|支付|怎么付|花呗|白条|分期|信用卡|微信付|支付宝|货到付款|对公|\\bpay(?:ment)?\\b(?! for shipping)|\\bcredit card|\\binstal?ments?\\b|\\balipay\\b|\\bwechat\\b|cash on delivery",
            "微信|银行卡"),
    AUTHENTIC("正品|真货|假货|真的假的|是不是真的|授权|防伪|验真|假一赔|\\bauthentic|\\bgenuine\\b|\\bfakes?\\b|\\bcounterfeit", "假一"),
    PRICE_PROTECTION("保价|价保|降价.{0,6}(?:补|退)|补差|差价|买贵|price (?:protection|match|adjustment)", "差额"),
    COUPON_USE(
            "券.{0,8}(?:怎么用|怎么领|叠加|一起|同时|过期|有效期|退回|找零|兑现|折现|能用几|用几张)|(?:优惠券|满减|优惠|活动).{0,6}(?:叠加|同享|同时)|(?:几|多少|两|2|三|3)张.{0,4}券|一(?:单|次|个订单|笔).{0,8}券|stack.{0,12}(?:coupon|discount)|(?:coupon|discount).{0,12}stack",
            "叠加|限用|券.{0,10}(?:同时|找零|有效)|每.{0,6}一张"),
    MEMBERSHIP("会员|积分|\\bmember(?:ship)?s?\\b|loyalty|\\bpoints\\b", "成长值"),
    CANCEL("取消订单|取消.{0,4}单|撤单|不想买了|拍错|\\bcancel", "取消"),
    ADDRESS("改地址|改.{0,3}收货|地址.{0,6}(?:错|改)|换个?地址|填错.{0,4}地址|change.{0,10}address|wrong address", "收货地址|收货信息"),
    SERVICE_HOURS(
            "客服.{0,8}(?:时间|几点|上班|在线|电话|在吗)|(?:几点|什么时候).{0,6}(?:上班|下班|营业)|营业时间|联系.{0,4}客服|客服电话|opening hours|business hours|customer service|support hours|contact (?:you|support)",
            "在线时间|人工"),
    GIFT("礼品包装|礼盒包装|包装成礼|礼物包装|贺卡|代写|送礼包装|gift[- ]?wrap|greeting card", "礼品|礼盒"),
    PICKUP("自提|上门取|到店|门店|实体店|线下|pick ?up in|physical store|in[- ]store", "自提"),
    PRESALE("预售|定金|尾款|\\bpre[- ]?orders?\\b|\\bdeposit\\b", "补货"),
    INSTALL("安装|上门装|包安装|\\binstall(?:ation)?\\b", "师傅"),
    TRIAL("试用|试穿|试戴|\\btry (?:it|them) (?:on|out)\\b|\\btrial\\b", "体验"),
    PRIVACY("隐私|个人信息|泄露|\\bprivacy\\b|personal data", "信息"),
    RECYCLE("以旧换新|旧机|回收|trade[- ]?in|\\brecycl", "旧"),
    WHOLESALE("批发|团购|企业采购|大量采购|量大|\\bwholesale\\b|\\bbulk (?:order|buy|purchase)", "企业");

    /** Where parcels cost more or do not go; a name of a place alone asks nothing, it may be where a thing grows. */
    private static final class Places {
        static final String FAR = "(?:新疆|西藏|内蒙|青海|宁夏|甘肃|海南|港澳台?|香港|澳门|台湾|海外|国外|境外|国际|乡镇|农村|村里)";
    }

    private final Pattern asks;
    private final Pattern says;

    PolicyTopic(String asks, String says) {
        this.asks = Pattern.compile(asks, Pattern.CASE_INSENSITIVE);
        this.says = Pattern.compile(asks + "|" + says, Pattern.CASE_INSENSITIVE);
    }

    /** The topics a shopper's message asks about, most shops' everyday wording; empty where it asks about none. */
    public static Set<PolicyTopic> askedIn(String message) {
        Set<PolicyTopic> topics = EnumSet.noneOf(PolicyTopic.class);
        for (PolicyTopic topic : values()) {
            if (topic.asks.matcher(message).find()) {
                topics.add(topic);
            }
        }
        if (topics.contains(PRICE_PROTECTION)) {
            topics.removeAll(EnumSet.of(RETURN, REFUND));
        }
        if (topics.contains(RETURN_COST)) {
            topics.remove(SHIPPING_FEE);
        }
        return topics;
    }

    /** The topics that a policy line speaks about. */
    static Set<PolicyTopic> statedIn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        Set<PolicyTopic> topics = EnumSet.noneOf(PolicyTopic.class);
        for (PolicyTopic topic : values()) {
            if (topic.says.matcher(lower).find()) {
                topics.add(topic);
            }
        }
        return topics;
    }
}
