package io.wenwen.app.shopper;

import io.wenwen.service.CustomerServiceBot;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turns of phrase that say what a shopper is after, whatever the shop sells. They are read beside the catalogue's grammar, which
 * knows the shop's words; a cue alone never makes a demand.
 */
enum Cue {
    /** Text that poses as an order to the assistant. */
    INJECTION("(?:忽略|无视|忘记|忘掉|抛开|绕过|跳过|不用管|别管).{0,12}(?:指令|指示|规则|提示|设定|限制|要求|之前|以上|前面|上面|上文)"
            + "|系统提示|提示词|初始指令|系统指令|系统消息|\\bsystem ?prompt|\\binitial instructions"
            + "|^\\W*(?:system|assistant|developer|admin|root|系统|管理员|系统管理员)\\s*[:：>\\]】]"
            + "|[\\[【<（(](?:system|系统|管理员|admin|inst)[^\\]】>）)]{0,12}[\\]】>）)]"
            + "|<\\|[a-z_]{1,20}\\|>|\\[/?inst\\]|<<sys>>"
            + "|你现在(?:是|开始|要扮演)|从现在(?:起|开始).{0,4}你|(?:扮演|假装|假设)(?:你|成|自己)|角色扮演|越狱|jailbreak|\\bdan\\b"
            + "|(?:ignore|disregard|forget|bypass|override|overlook)\\b.{0,24}\\b(?:instruction|rule|prompt|previous|above|prior|polic|everything|guideline|restriction|limit)"
            + "|(?:reveal|print|show|repeat|output|tell|dump|leak|share)\\b.{0,30}\\b(?:prompt|instructions|config|api ?key|password|secret|database)"
            + "|(?:开发者|调试|管理员|维护|上帝|无限制)模式|(?:developer|debug|admin|god|maintenance|root) mode"
            + "|you are now\\b|\\bpretend (?:to|you)|\\bact as\\b|new instructions?\\b"
            + "|(?:输出|打印|复述|重复|泄露|告诉我|发给我|显示).{0,10}(?:提示词|系统|指令|配置|密钥|密码|数据库|后台)"
            + "|api ?key|密钥|数据库密码|drop table|select \\*|rm -rf|\\bsudo\\b"
            + "|(?:其他|别的|别人|上一个|所有).{0,2}(?:用户|顾客|客户|买家|人)的?.{0,4}(?:订单|地址|电话|手机号|信息|隐私)"
            + "|other (?:customers?|users?|shoppers?|people)'?s?.{0,12}(?:order|address|phone|data|info)"),
    /** A discount, gift or price that the shop never gave. */
    INVENTED(
            "打(?:个|到|成)?[零一二三四五六七八九十两\\d.点]{1,4}折(?!.{0,4}(?:有哪些|哪些|有什么))"
                    + "|(?:免费|白|直接|多|再|额外)(?:给我?|帮我)?送(?:给)?我(?!.{0,2}(?:妈|爸|老|女|男|朋|孩|儿|媳|对象))|白送|免单|零元购|0元购|不要钱(?:给|送|拿)|免费(?:给|拿|领|送(?!货|到|上|达)|要)|(?:全部|都|给我|这个|这款)免费"
                    + "|(?:[01一]|零|半|\\d{1,6})(?:块|元|分|毛)钱?.{0,3}(?:卖给?我|给我吧|成交|拿走|带走|卖不卖|卖我)"
                    + "|按.{0,8}(?:元|块|折|价).{0,2}(?:卖|给|算|结算|下单)"
                    + "|(?:价格?|售价|金额|总价|单价).{0,4}(?:改成?|改为|设为?|设成|调成?|变成|标成|定成?|算).{0,4}[\\d零一二三四五六七八九十百半]"
                    + "|(?:改价|改成|改为|设为|调到|调成).{0,6}\\d{1,6}(?:\\.\\d+)?\\s*(?:元|块|分)"
                    + "|半价(?:给|卖|吧|行)|(?:给我|算我|算|要)半价|五折给|一折"
                    + "|(?:老板|店长|经理|隔壁|邻居|同事|同学|别人|有人|群里|街坊|主管|客服|店家|卖家|商家|主播|领导|你们?|官方|广告|网上|朋友|昨天|之前|上次|刚才|小红书|抖音).{0,10}(?:说|答应|承诺|同意|保证|告诉我|讲|写着|宣传).{0,24}(?:免费|折|便宜|送我|送一|减|优惠|券|半价|\\d元|\\d块|价|赠|补偿|返现)"
                    + "|(?:减|优惠|便宜|返)(?:给)?我\\s*[\\d一二两三五十百千]{1,6}(?:元|块)|(?:便宜|少|减|优惠).{0,2}[\\d一二两三五十百]{1,5}(?:元|块)(?:钱)?(?:吧|行不|行吗|可以吗|好不|成交|卖|给我|我就买)"
                    + "|给我.{0,6}(?:专属|内部|员工|特殊|隐藏|最大|最高|额外).{0,4}(?:价|折|优惠|券)|(?:内部|员工|隐藏|特殊|专属)(?:折扣|优惠价?|价格|优惠券|券)"
                    + "|我是.{0,10}(?:vip|会员|员工|内部|管理|老板|老顾客|老客户|网红|记者|亲戚|朋友).{0,24}(?:折|价|便宜|免费|优惠|减|送)"
                    + "|(?:给我|送我|发我|领).{0,4}(?:一张)?(?:\\d+|[一二三五十百]+)(?:元|块)(?:的)?(?:优惠券|券|红包|代金券|无门槛)"
                    + "|\\d{1,2} ?(?:%|percent) ?(?:off|discount).{0,20}(?:promised|please|give|said|for me)|(?:give|promised?|offer|apply|grant|get|told|said|owe)\\b.{0,40}(?:\\d{1,2} ?(?:%|percent)|half price|half off|for free|free of charge|free gift|discount code)"
                    + "|(?:set|change|make|update|lower)\\b.{0,16}\\bprice\\b|price\\s*(?:=|:|to)\\s*\\d|\\b(?:sell|give)\\b.{0,16}\\bfor (?:\\$|¥|￥)?\\s?\\d+|\\bfor free\\b|free of charge|\\bhalf price\\b"),
    /** Haggling: no claim, but a wish for another price. */
    HAGGLING(
            "(?:能|可以|可不可以|能不能|给我?|再).{0,2}(?:便宜|优惠|少|降).{0,3}(?:点|些|一点|一些)?(?:吗|不|么|嘛|呗|卖|给我)|砍价|讲价|议价|还价|抹零|底价|最低多少|(?:还能|能|可以)(?:再)?少(?:点|些|一点|一些|算|吗|不)|便宜点(?:吧|呗|卖|嘛|啦)|(?:太贵了|有点贵).{0,4}便宜"
                    + "|\\b(?:lower|better|best|cheaper) price\\b.{0,3}[?？]|\\bhaggle|bargain|can you (?:go|do) (?:any )?(?:lower|cheaper)|knock .{0,12}off"),
    /** What reduces the price of a thing. */
    OFFER(
            "优惠|折扣|打折|满减|满.{0,5}减|领券|用券|优惠券|券|红包|活动|促销|降价|特价|特惠|到手价?|最终价|算下来|划算|实付|实际.{0,3}付|要付多少|一共要?多少|总共.{0,3}多少钱"
                    + "|\\b(?:discounts?|coupons?|promo(?:tion|tions|s)?|vouchers?|deals?|special offers?|on sale|offers?|final price|pay in total)\\b"),
    COMPARE(
            "哪(?:一?(?:个|款|种|件|双|台|只|条|部|本))(?:要|会|比较|相对)?(?:便宜|实惠|贵|大|小|轻|重|沉|亮|准|硬|软|厚实|长|短|厚|薄|高|快|新|结实|耐用|好用|省电|安静|保暖|舒服|久)|哪(?:一?(?:个|款|种|件|双|台|只|条|部)).{1,4}(?:久|长|大|强|快|高|多|好)(?!的)|差(?:多少|几|价)|(?:贵|便宜|大|重|轻|长)(?:多少|几)(?!钱的)|比较|对比|比一下|比一比|比比|比下|相比|哪个(?:更|比较)?(?:好|值|划算|合适|强|推荐|适合|耐用)|哪(?:款|个|一?款|一个|种|件|双|台|只|条|部).{0,4}更|有(?:什么|啥|何)(?:区别|不同|差别|差异|不一样)|(?:区别|不同|差别|差异)(?:是|在|有|大)|区别|选哪个|买哪个|挑哪个|怎么选|哪个好|谁更|(?:比|跟|和).{1,20}(?:哪个|谁)"
                    + "|\\bcompar(?:e|ed|ison|ing)\\b|\\bdifferences?\\b|\\bdiffer\\b|\\bvs\\.?\\b|\\bversus\\b|\\bwhich (?:one )?(?:(?:is more \\w+)|(?:of .{1,24} )?is (?:better|best for|(?:the )?\\w{3,}er\\b)|would you|should i|do you|of (?:them|these|the two))\\b|\\bbetter (?:one|than)\\b|\\bside by side\\b"),
    HOW_MANY(
            "(?:有|一共|总共|共|卖)?(?:多少|(?<![这那哪前后好])几)(?:款|种|个|件|双|条|台|本|样|类|只|瓶|部|套|支|把)(?!.{0,3}(?:月|小时|天|人用|人|钱|元|插|接口|口袋|档|格|核|孔|口|片|包|g|G|克|色))|数量(?:有)?多少|\\bhow many\\b|\\bnumber of\\b"),
    PRICE_RANGE(
            "价位|价格(?:区间|范围|大概|大致|一般|都?是?(?:多少到多少|在什么))|(?:大概|大致|一般|通常)(?:要|是|得)?(?:多少钱|什么价|什么价格|啥价)|多少钱到多少钱|价格.{0,4}(?:范围|区间)|(?:都|一般|大概).{0,2}(?:什么|啥)价"
                    + "|\\bprice range\\b|\\brange of prices\\b|\\bprices? (?:start|go)|how (?:expensive|much) are (?:your|the|most)|how much do .{1,30} cost"),
    SUPERLATIVE(
            "最(?:贵|便宜|低价|高价|畅销|热销|热门|火|受欢迎|新|好评|好|多人买|轻|重|大|小|长|短|薄|厚|快|省电)|(?:价格?|销量|评分|好评)(?:最|排第一|第一)|(?:卖|买)(?:得|的)?最|卖得最?好|爆款|销冠|人气最"
                    + "|\\b(?:cheapest|dearest|most expensive|best[- ]?sell(?:ing|er|ers)|best[- ]?rated|highest[- ]?rated|most popular|top[- ]?rated|newest|lightest|heaviest|largest|smallest|longest)\\b"),
    WHICH("哪(?:个|款|种|件|双|台|本|条|只|部|一|些|家|几)|是什么|什么(?:牌子|品牌)|谁|\\b(?:which|what)\\b"),
    EXISTS(
            "有没有|有木有|有无|有卖|卖不卖|卖不(?:[?？。!！]|$)|卖吗|有.{0,16}[吗么嘛](?:[?？。!！]|$)|(?:你们|店里|这里|咱家|贵店|你家).{0,4}(?:有|卖)|\\b(?:do|does) (?:you|your shop|the shop|the store) (?:have|sell|carry|stock)|\\bis there\\b|\\bare there\\b|\\bany\\b.{1,30}\\?|\\bgot any\\b"),
    SELLS("有没有卖|有卖|卖不卖|卖不(?:[?？。!！]|$)|卖吗|卖.{1,12}[吗么嘛]|\\b(?:sell|carry|stock)\\b"),
    MORE(
            "还有(?:别的|其他|其它|更多|没有|吗|什么|啥|哪些)|别的(?:款|呢|吗|有)|其他的?(?:款|呢|吗|有)|换一?(?:批|组|几个|些|波)|再(?:来|推荐|看|给我|找|多).{0,3}(?:几|点|些|一些|别的|其他|个)|更多(?:的|款|选择)?$|下一页|(?:都)?(?:不喜欢|不满意|没看上|没看中|看不上|不合适)|有(?:别的|其他|其它)"
                    + "|\\b(?:anything|something|what) else\\b|\\bmore (?:options|choices|results|like)\\b|\\bshow (?:me )?(?:some )?(?:more|others?)\\b|\\bother (?:options|ones|choices)\\b|\\bnext page\\b|^more[.!?]?$"),
    CHEAPER(
            "(?:再|更|还要?|有没有|有|要|来|找|想要|换|比.{1,8})?(?:便宜|实惠|低价|平价)(?:一)?(?:点|些|丢丢)|(?:再|更|还要?|比.{1,8})(?:便宜|实惠)(?:的|点)?|价格?(?:再)?(?:低|便宜)一?(?:点|些)|(?:太|有点|有些|好)贵|超(?:出)?预算|贵了|\\bcheaper\\b|\\bless expensive\\b|\\btoo (?:expensive|pricey|dear)\\b|\\blower priced?\\b"),
    DEARER(
            "(?:再|更)(?:贵|高档|高端|好)(?:一?(?:点|些))?的?|贵一?(?:点|些)|(?:高档|高端|好)一?(?:点|些)的|(?:档次|价位).{0,2}高|\\bmore expensive\\b|\\bpricier\\b|\\bhigher[- ]end\\b|\\bmore premium\\b"),
    GREETING(
            "^(?:hi|hello|hey|yo|你好|您好|嗨|哈喽|哈啰|哈罗|在吗|在么|在不在|有人吗|有人在吗|早|早上好|上午好|中午好|下午好|晚上好|晚安|good (?:morning|afternoon|evening|day)|亲)(?:啊|呀|哦|there|everyone|亲|吗|在吗|[,，]? ?(?:你好|在吗|wenwen|问问|客服|小二))?[\\s~～!！。.,，?？^\\p{So}]*$"),
    THANKS(
            "(?:^|[,，。!！~\\s])(?:(?:好的?|ok|行|嗯)[,，\\s]*)?(?:非常|太|多|真是|谢|十分)?(?:谢谢|感谢|多谢|谢啦|谢了|辛苦(?:你|您|了|啦)|\\bthx\\b|\\bthanks\\b|\\bthank you\\b|\\bty\\b)|帮(?:了)?(?:我)?(?:大|个|很大的?)忙|^(?:你|您)?(?:真|太|很|好)(?:好|棒|厉害|贴心|专业|聪明|给力|靠谱)(?:了|啊|呀|呢)?[!！。~\\s]*$|^(?:great|good|nice) (?:job|help|work)"),
    BYE(
            "^(?:拜拜|再见|回头见|下次再来|先这样|不买了|不用了|没有?了|没事了|晚安|bye|bye ?bye|goodbye|see (?:you|ya)|that's all|nothing else)[了啦吧哦~!！。.\\s]*$"),
    ACKNOWLEDGE(
            "^(?:我)?(?:不想|不用|不要|别|不必|先不)(?:转|找)?(?:人工|客服)(?:了)?[!！。.]?$|^(?:好|好的|好吧|好滴|嗯|嗯嗯|哦|噢|行|行吧|可以|ok|okay|okk|知道了|明白|明白了|了解|收到|懂了|原来如此|是|是的|对|不是|没|不|fine|alright|got it|i see|sure|yes|no|cool|great|nice|哈+|呵+|嘻+|lol)[啊呀哦了的~!！。.?？\\s]*$"),
    IDENTITY(
            "(?:真人|人工|活人).{0,4}还是.{0,4}(?:机器|ai|程序)|(?:机器人?|ai|程序).{0,4}还是.{0,4}(?:真?人|活人)|你(?:们)?(?:到底|究竟|其实)?(?:是|叫)(?:不是)?(?:个|一个)?(?:谁|什么|啥|哪位|哪个|机器人|人工|真人|ai|人还是|不是人|chatgpt|gpt|通义|千问|qwen|deepseek|豆包|文心)|(?:你|您)的?(?:名字|身份|模型|是哪家)|(?:是|是不是)(?:真人|机器人|人工智能|ai)|你(?:能|会|可以)(?:做|干|帮|懂)?(?:些)?(?:什么|啥|我(?:做|干)(?:什么|啥))|怎么用你|自我介绍|介绍一?下你自己|什么模型|哪个模型"
                    + "|\\bwho (?:are|r) (?:you|u)|\\bwhat are you\\b|\\byour name\\b|\\bare you (?:a |an )?(?:bot|robot|human|ai|real|machine|chatgpt|gpt)|\\bwhat can (?:you|u) do|\\bhow can you help|\\bwhich model\\b|\\bwhat model are"),
    /** Asks for a person; the wordings are service's, since service makes the ticket. */
    HUMAN(CustomerServiceBot.PERSON),
    OFF_TOPIC(
            "天气|几点(?:了|钟)|现在时间|星期几|周几|今天(?:几号|是几)|讲.{0,2}(?:笑话|故事|段子)|说个?(?:笑话|故事)|唱.{0,2}歌|写.{0,6}(?:诗|代码|作文|论文|程序|小说|情书|文章|邮件)|作(?:首|一首)诗|新闻|股票|股价|基金|彩票|大乐透|世界杯|奥运|比分|球赛|政治|总统|主席|首都|翻译(?:一下|成)?|(?:\\d+\\s*[+＋×xX*÷/]\\s*\\d+)\\s*(?:=|等于|是多少)|等于几|算命|星座|运势|做梦|人生|意义|爱我|喜欢我|女朋友吗|结婚|心情|无聊|陪我聊|聊聊天|怎么做(?:饭|菜)|菜谱|附近|导航|地铁|火车票|机票|酒店|医院|看病|头疼|感冒|吃什么药|上映"
                    + "|\\bweather\\b|\\bjoke\\b|\\bpoem\\b|\\bstory\\b|\\bnews\\b|\\bstocks? price|\\bstock market|\\bcapital of\\b|\\bpresident\\b|\\bmeaning of life\\b|\\btranslate\\b|\\bwrite (?:me )?(?:a|some)\\b.{0,20}\\b(?:code|poem|essay|program|script|song)|\\bwhat time is it|\\bsing\\b|\\blove me\\b|\\bhow are you\\b|\\brecipe\\b|\\bhow old are you"),
    BUY(
            "(?:想|要|打算|准备)?买|购买|推荐|找|来一?(?:个|款|件|双)|需要|想要|求|看看|\\b(?:buy|need|looking for|want|recommend|find|show me|search)\\b"),
    ANY(
            "随便|都行|都可以|无所谓|不限|不挑|没要求|没有要求|不讲究|看着办|你推荐|不在乎|不介意|都好|\\b(?:any(?:thing)?(?: is)?(?: fine| ok| okay| works| will do)|no preference|don't (?:care|mind)|doesn't matter|whatever|either)\\b"),
    CHOOSE(
            "^(?:那)?就(?:它|这个|这款|要|买|选|第|那)|(?:我)?(?:要|选|买|拿|定)(?:它|这个|这款|第)|下单|加购|加入?购物车|放购物车|\\b(?:i'?ll take|add .{0,20}cart|go with|buy (?:it|this))\\b"),
    STOCK("有货|现货|库存|有没有货|断货|缺货|没货|补货|还剩|剩多少|\\bin stock\\b|\\bavailable\\b|\\bout of stock\\b|\\bstock left\\b"),
    REVIEWS("评价|口碑|好评|差评|评分|评论|买家.{0,3}说|多少分|几颗?星|\\breviews?\\b|\\bratings?\\b|\\bstars\\b|\\bfeedback\\b"),
    SALES("销量|卖了多少|卖出|多少人买|月销|\\bhow many (?:were|have been)? ?sold\\b|\\bsales\\b"),
    PRICE_ASKED(
            "多少钱|什么价|啥价|价格(?:是|多少|呢|怎么)|怎么卖|售价|几块|几钱|单价|卖多少|\\bhow much\\b|\\bthe price\\b|\\bits price\\b|\\bcost\\b"),
    YES_NO(
            "[吗么嘛](?:[?？。!！~]|$)|是不是|能不能|可不可以|会不会|有没有|要不要|可以.{1,10}吗|行不行|不[?？]$|^(?:is|are|does|do|can|could|will|would|has|have)\\b"),
    VALUE(
            "多(?:少|大|长|高|宽|厚|重|久|深|远|快)|什么|啥|几(?:个|种|层|档|升|寸|斤|年|岁|月|号|码|瓦|小时)?|哪(?:里|儿|国|产|些|种)|怎么样|如何|\\bwhat\\b|\\bhow (?:big|long|heavy|wide|tall|thick|large|many|deep|much)\\b|\\bwhere\\b|\\bwhich\\b"),
    /** Says how the thing should be. */
    REFINES("(?:便宜|贵|实惠|高档|高端)一?(?:点|些)的|"
            + "有没有.{1,12}的|有.{1,10}的(?:吗|么|没|呢|[?？]|$)|要.{1,10}的|想要|换成|换个|改成|那.{1,8}的呢|来个|找|推荐|不要"),
    LIKE_IT("类似|差不多|相似|同类|像(?:这|那|它|第)|similar|like (?:this|that|it|the)"),
    FOR_SOMEONE("送|礼物|礼品|适合|用的|穿的|吃的|玩的|\\bgift\\b|\\bpresent\\b|\\bfor (?:my|a)\\b"),
    BRANDS("(?:哪些|什么|啥|几个|有什么|多少个?)(?:牌子|品牌)|(?:牌子|品牌)(?:有)?(?:哪些|什么)|\\b(?:which|what) brands?\\b");

    private final Pattern pattern;

    Cue(String pattern) {
        this(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }

    Cue(Pattern pattern) {
        this.pattern = pattern;
    }

    boolean in(String message) {
        return pattern.matcher(message).find();
    }

    /** Every cue in the message. */
    static Set<Cue> of(String message) {
        Set<Cue> cues = EnumSet.noneOf(Cue.class);
        for (Cue cue : values()) {
            if (cue.in(message)) {
                cues.add(cue);
            }
        }
        return cues;
    }
}
