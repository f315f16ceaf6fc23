package io.wenwen.catalog.query;

import io.wenwen.catalog.analysis.Phrases;

/** Words that steer a sentence rather than name a property: negation, order, asking, pointing, politeness. Any shop, any catalogue. */
final class FunctionWords {

    /** What a function word does. */
    sealed interface Role {
        /** Turns the next demand round: 不要, 除了, not. */
        record Negates() implements Role {}

        /** Turns the demand before it round: 除外, 不要. */
        record NegatesBefore() implements Role {}

        record Orders(Sort sort) implements Role {}

        record Asks(QuestionForm form) implements Role {}

        /** 买, 要, 推荐, 找: what follows is wanted. */
        record Wants() implements Role {}

        /** 和, 或, 、: what it joins shares its negation. */
        record Joins() implements Role {}

        /** 配, 装, 放: the noun behind it says what for, not what. */
        record ServesFor() implements Role {}

        record Also() implements Role {}

        record Replaces() implements Role {}

        record Refers() implements Role {}

        /** Says nothing: politeness, particles, vague praise. */
        record Filler() implements Role {}
    }

    static final Phrases<Role> PHRASES = new Phrases<>();

    private FunctionWords() {}

    private static void add(Role role, String words) {
        for (String word : words.strip().split("\\s+")) {
            PHRASES.add(word, role);
        }
    }

    static {
        Role negates = new Role.Negates();
        add(negates, "不要 不想要 不喜欢 不需要 不考虑 不买 不用 不含 不带 不是 不加 不能是 不能有 不可以是 别 别要 别给我 别是 别推荐 别带 别有 除了 除开 除 除去 非 没有 没 无");
        add(negates, "别买 别选 别拿 别来 不要买 不要选 免了 拒绝 讨厌 排除 去掉 避开 勿 不爱 不选 不想买 不想 不能 不 不支持 不含有 不接受 不戴 不穿 受不了 过敏");
        add(
                negates,
                "not no without except excluding otherthan don'twant donotwant don'tlike anythingbut notin isn't nothing non- non nor never dont");
        add(new Role.NegatesBefore(), "除外 以外 之外 不行 就算了 不考虑了 免谈 过敏的 不要了 的不要 的除外 不喜欢");
        orders();
        asks();
        add(
                new Role.Wants(),
                "买 想买 要买 买个 买条 买件 买双 买台 买把 买款 要 想要 我要 需要 推荐 推荐个 推荐款 推荐一款 求推荐 求 找 找个 找款 找一款 想找 来个 来款 来一个 来一款 来一件 来条 来双 看看 看一下 有没有 整个 入手 想入 换个 挑 选 挑个 选个 卖 有卖 挑一款 搞个 弄个 缺个 缺");
        add(
                new Role.Wants(),
                "want need looking lookingfor recommend find showme ineed iwant i'mlookingfor imlookingfor buy get do i'dlike");
        add(new Role.Joins(), "和 或 或者 、 跟 及 以及 还有 与 或是 and or nor ,or ,and");
        add(new Role.ServesFor(), "配 搭配 装 放 搭 用来装 用来放 可以装 能装 能放 适合装 配合 连接 连 兼容 适配 擦 洗 清洁 搭着 for");
        add(new Role.Also(), "也要 也想 也 一样 同样 同样的 一样的 also same sametoo aswell likewise");
        add(new Role.Replaces(), "换成 改成 换 换个 改要 改为 换为 还是要 instead changeto switchto makeit");
        add(
                new Role.Refers(),
                "它 它们 这个 这款 那款 那个 这件 那件 这双 这条 这台 刚才 刚刚 上面 前面 第一个 第二个 第三个 第四个 第五个 第一款 第二款 第三款 第1个 第2个 第3个 第1款 第2款 第3款 最后一个 前两个 前两款 这两个 这两款 这几个 这几款 这俩 it thisone thatone thefirst thesecond thethird thefirstone thesecondone thethirdone thisproduct");
        add(new Role.Refers(), "第4个 第5个 第四款 第4款 第五款 第5款 两个 两款 这 first second third");
        fillers();
    }

    private static void orders() {
        add(
                new Role.Orders(Sort.CHEAPEST),
                "最便宜 最便宜的 最低价 价格最低 最实惠 价格从低到高 价格由低到高 便宜的排前面 最省钱 cheapest lowestprice thecheapest");
        add(
                new Role.Orders(Sort.DEAREST),
                "最贵 最贵的 价格最高 最高价 价格从高到低 价格由高到低 mostexpensive themostexpensive dearest highestprice");
        add(
                new Role.Orders(Sort.BEST_SELLING),
                "销量最高 销量最好 卖得最好 卖的最好 卖得最多 卖的最多 最畅销 最热销 销量第一 销量高 销量好 热销 热卖 爆款 最火 最受欢迎 最多人买 按销量 销量排序 销量 卖得好 卖的好 bestselling best-selling bestseller bestsellers mostpopular popular");
        add(
                new Role.Orders(Sort.BEST_RATED),
                "评分最高 评价最好 评价最高 口碑最好 好评最多 评分高 评价好 口碑好 好评率高 好评率最高 好评最高 评分 bestrated best-rated toprated top-rated highestrated bestreviewed");
        add(new Role.Orders(Sort.NEWEST), "最新 最新款 最新的 新款 新品 刚上架 新上架 最近上新 上新 最新上架 newest latest newarrivals newest");
    }

    private static void asks() {
        asks(QuestionForm.HOW_MANY, "多少款 几款 几种 多少种 有几个 有多少个 多少个 有多少 多少件 几件 有几款 共有多少 一共有多少 总共有多少 howmany");
        asks(
                QuestionForm.EXISTS,
                "有没有 有木有 卖不卖 有卖 有得卖 卖吗 有吗 有不有 有无 doyouhave doyousell doyoucarry arethereany isthereany anyof");
        asks(QuestionForm.PRICE_RANGE, "价格区间 价格范围 什么价位 价位是多少 多少钱到多少钱 什么价格范围 价格带 价格大概多少 大概多少钱 pricerange rangeofprices");
        asks(QuestionForm.PRICE, "多少钱 什么价 什么价格 价格多少 价格是多少 怎么卖 多少米 卖多少 howmuch whatistheprice what'stheprice");
        asks(QuestionForm.CHEAPEST, "最便宜 最便宜的 价格最低 最低价 cheapest thecheapest lowestprice");
        asks(QuestionForm.DEAREST, "最贵 最贵的 价格最高 mostexpensive themostexpensive highestprice");
        asks(
                QuestionForm.BEST_SELLING,
                "销量最高 销量最好 卖得最好 卖的最好 卖得最多 卖的最多 最畅销 最热销 销量第一 最受欢迎 bestselling best-selling bestseller mostpopular");
        asks(QuestionForm.BEST_RATED, "评分最高 评价最好 评价最高 口碑最好 好评最多 bestrated best-rated toprated top-rated highestrated");
        asks(
                QuestionForm.BRANDS,
                "哪些牌子 哪些品牌 什么牌子 什么品牌 有哪些品牌 有什么牌子 有什么品牌 几个牌子 几个品牌 多少个品牌 哪个牌子 哪个品牌 whichbrands whatbrands whichbrand");
        asks(
                QuestionForm.COMPARE,
                "比一下 对比 比较一下 比比 哪个好 哪个更好 哪款好 哪款更好 有什么区别 区别 有啥区别 有什么不同 有啥不同 哪个更 哪款更 哪一个更 对比一下 比较下 pk 比 compare difference differences versus vs whichisbetter");
        asks(
                QuestionForm.VALUE,
                "什么 哪些 哪种 啥 多大 多重 多长 多高 多宽 多久 多厚 多少 几 几个 几种 怎么样 如何 which what howlong howbig howheavy howlarge");
        asks(QuestionForm.YES_NO, "吗 么 嘛 是不是 能不能 可不可以 是否 有没有带 会不会 支不支持 行不行 isit doesit canit can does is");
        asks(
                QuestionForm.CHEAPER,
                "再便宜点 再便宜点的 便宜点 便宜点的 便宜一点 便宜一点的 便宜些 便宜些的 更便宜 更便宜的 再便宜些 再便宜一点 再便宜一点的 便宜一些 太贵了 太贵 有点贵 贵了 cheaper lessexpensive tooexpensive");
        asks(
                QuestionForm.DEARER,
                "贵一点 贵一点的 贵点 贵点的 再贵点 再贵一点 更贵 更贵的 高端一点 高档一点 更高档 再好一点 更好的 好一点的 moreexpensive pricier higherend");
        asks(
                QuestionForm.PROMOTIONS,
                "优惠 优惠券 券 满减 打折 折扣 促销 活动 便宜多少 优惠活动 立减 直降 discount discounts coupon coupons promotion promotions deal deals");
    }

    private static void asks(QuestionForm form, String words) {
        add(new Role.Asks(form), words);
    }

    private static void fillers() {
        Role filler = new Role.Filler();
        add(
                filler,
                "的 了 吧 呢 啊 呀 哦 哈 请 请问 你好 您好 麻烦 谢谢 帮我 帮忙 给我 我 我想 你们 你们家 店里 店 家 这里 有 是 就 都 在 里 想 能 可以 一下 一个 一款 一件 一双 一条 一台 一把 一支 一个能 个 款 件 双 条 台 把 支 只 张 套 种 点 些 那种 那 给 和 以及 最好 好 好看 好看的 好用 好用的 性价比 性价比高 性价比高的 实用 质量好 质量 不错 不错的 合适 合适的 适合 适用 使用 用 用的 价格 价钱 价位 预算 预算在 便宜 便宜的 实惠 划算 左右 大概 差不多 颜色 尺码 品牌 牌子 牌 商品 产品 东西 吗 ? ! . , 送 老婆 老公 女朋友 男朋友 女儿 儿子 妈妈 爸爸 朋友 同事 父母 爷爷 奶奶 自己 生日 礼物 还是 但是 但 不过 而且 然后 另外 如果 因为 所以 多少 左右的 元 块 必须 一定 一定要 尽量 最 更 比较 稍微 稍 再 还 来 去 看 下 上 对 行 可 号 日常 平时 现在 今天 最近 打算 准备 希望 觉得 感觉 挺 很 非常 超 特别 真的 随便 都行 都可以 无所谓 即可 就行 就好 其他 其它 别的 另 另一 类似 等 等等 它的 他 她 谁 人 时候 经常 老 总是");
        add(
                filler,
                "a an the for with in of to me my i some any please hi hello thanks thank you your and or is are am that which there it's its can could would like show give one ones pair yuan rmb something good nice best great price budget my on at have");
        // Whole words that begin or end with a negation or colour but are neither.
        add(
                filler,
                "不要太 别太 不太 不能太 不想太 不要太贵 别太贵 不贵 不要太便宜 不会 不知道 不过 不同 不少 不一定 不仅 不但 不论 不管 不限 不好意思 不限制 要不要 好不好 是不是 对不对 不如 不怎么 不清楚 不容易 不是很 不算 没关系 没事 没想好 没问题 没了 特别 分别 级别 区别 性别 别人 别墅 个别 无论 无所谓 除非 非常");
        add(
                filler,
                "黑科技 白天 红包 金属 青年 青少年 黄金 绿色环保 白领 女神 男神 女王 颜值 女婿 儿媳 银行 彩妆 灰尘 粉尘 白菜 蓝光 白噪音 黑眼圈 黑头 美白 白发 红血丝 紫外线 黄油 红外线 红外");
    }
}
