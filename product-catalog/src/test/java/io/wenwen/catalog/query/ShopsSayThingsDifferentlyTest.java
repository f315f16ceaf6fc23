package io.wenwen.catalog.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.wenwen.catalog.CornerShop;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ShopsSayThingsDifferentlyTest {

    static final String GOODS = """
            a1 | 北岭 星图 智能手表 | 数码>穿戴>智能手表 | 北岭 | 699 | 90 | 续航时间=14天; 适用系统=安卓与iOS; 屏幕尺寸=1.4英寸 | 颜色=黑色,银色
            a2 | 北岭 轻跑 智能手表 | 数码>穿戴>智能手表 | 北岭 | 399 | 80 | 续航时间=7天; 适用系统=仅安卓; 屏幕尺寸=1.2英寸 | 颜色=黑色
            b1 | 澄光 X 手机 | 数码>手机 | 澄光 | 2599 | 70 | 运行内存=8GB; 存储容量=256GB | 颜色=黑色,白色
            b2 | 澄光 Y 手机 | 数码>手机 | 澄光 | 1599 | 60 | 运行内存=6GB; 存储容量=128GB | 颜色=蓝色
            c1 | 澄光 轻薄本 | 数码>笔记本电脑 | 澄光 | 5299 | 50 | 运行内存=16GB; 存储容量=1024GB | 颜色=银色
            c2 | 澄光 游戏本 | 数码>笔记本电脑 | 澄光 | 7299 | 40 | 运行内存=32GB; 存储容量=2048GB | 颜色=黑色
            d1 | 远野 羽绒睡袋 | 户外>睡袋 | 远野 | 459 | 30 | 舒适温标=-10℃; 填充物=鸭绒 | 颜色=绿色
            d2 | 远野 春秋睡袋 | 户外>睡袋 | 远野 | 199 | 30 | 舒适温标=5℃; 填充物=中空棉 | 颜色=蓝色
            e1 | 远野 露营帐篷 | 户外>帐篷 | 远野 | 499 | 20 | 适用人数=3-4人; 搭建方式=自动速开 | 颜色=绿色
            e2 | 远野 单人帐篷 | 户外>帐篷 | 远野 | 299 | 20 | 适用人数=1-2人; 搭建方式=手动搭建 | 颜色=橙色
            f1 | 柔居 客厅地毯 | 家居>地毯 | 柔居 | 399 | 20 | 材质=羊毛; 绒高=8毫米 | 尺寸=160x230厘米,200x300厘米
            f2 | 柔居 床边地毯 | 家居>地毯 | 柔居 | 99 | 20 | 材质=聚酯纤维; 绒高=12毫米 | 尺寸=60x90厘米
            g1 | 柔居 运动垫 | 家居>瑜伽垫 | 柔居 | 89 | 20 | 材质=TPE; 功能=防滑,隔音 | 厚度=6毫米,8毫米
            h1 | 柔居 冬被 | 家居>被子 | 柔居 | 289 | 20 | 厚度=加厚; 填充物=羽丝绒 | 规格=双人
            h2 | 柔居 夏被 | 家居>被子 | 柔居 | 159 | 20 | 厚度=薄款; 填充物=羽丝绒 | 规格=单人
            i1 | 喵屋 豆腐猫砂 | 宠物>猫砂 | 喵屋 | 39 | 20 | 类型=豆腐砂; 可冲厕所=可冲 | 净含量=2.5千克
            i2 | 喵屋 膨润土猫砂 | 宠物>猫砂 | 喵屋 | 29 | 20 | 类型=膨润土; 可冲厕所=不可冲 | 净含量=5千克
            i3 | 喵屋 混合猫砂 | 宠物>猫砂 | 喵屋 | 45 | 20 | 类型=混合砂; 可冲厕所=可冲 | 净含量=2.5千克
            j1 | 素颜 面霜 | 美妆>面霜 | 素颜 | 129 | 20 | 酒精=不含酒精; 适用肤质=敏感肌 | 规格=50克
            j2 | 素颜 紧致面霜 | 美妆>面霜 | 素颜 | 99 | 20 | 酒精=含酒精; 适用肤质=油性 | 规格=50克
            k1 | 晨牙 牙膏 | 美妆>牙膏 | 晨牙 | 19 | 20 | 含氟=含氟; 香型=薄荷 | 规格=单支
            k2 | 晨牙 儿童牙膏 | 美妆>牙膏 | 晨牙 | 25 | 20 | 含氟=不含氟; 香型=草莓 | 规格=单支
            l1 | 谷仓 阿拉比卡咖啡 | 食品>咖啡 | 谷仓 | 59 | 20 | 烘焙度=深烘; 咖啡因=普通 | 规格=单袋
            l2 | 谷仓 花香咖啡 | 食品>咖啡 | 谷仓 | 69 | 20 | 烘焙度=浅烘; 咖啡因=低因 | 规格=单袋
            m1 | 谷仓 蔓越莓曲奇 | 食品>糕点 | 谷仓 | 29 | 20 | 净含量=200克 | 规格=单盒
            m2 | 谷仓 黄油曲奇礼盒 | 食品>糕点 | 谷仓 | 79 | 20 | 净含量=520克 | 规格=单盒
            m3 | 谷仓 豆沙端午粽礼盒 | 食品>糕点 | 谷仓 | 99 | 20 | 净含量=640克 | 规格=单盒
            m4 | 谷仓 蛋黄鲜肉粽 | 食品>糕点 | 谷仓 | 59 | 20 | 净含量=480克 | 规格=单盒
            m5 | 谷仓 红枣粽 | 食品>糕点 | 谷仓 | 49 | 20 | 净含量=480克 | 规格=单盒
            n1 | 净扫 扫地机器人 | 家电>扫地机器人 | 净扫 | 1999 | 20 | 导航=激光导航; 续航时间=120分钟 | 颜色=白色
            n2 | 净扫 扫地机器人 基础 | 家电>扫地机器人 | 净扫 | 999 | 20 | 导航=陀螺仪导航; 续航时间=90分钟 | 颜色=黑色
            o1 | 疾风 越野跑步鞋 | 鞋>跑步鞋 | 疾风 | 399 | 20 | 适用路面=越野路面,公路; 鞋面材质=网布 | 鞋码=41,42; 颜色=黑色,红色
            o2 | 疾风 训练跑步鞋 | 鞋>跑步鞋 | 疾风 | 299 | 20 | 适用路面=跑道; 鞋面材质=飞织 | 鞋码=38,39; 颜色=白色
            p1 | 乐哺 玻璃奶瓶 | 母婴>奶瓶 | 乐哺 | 69 | 20 | 材质=玻璃; 奶嘴流速=新生儿流速 | 容量=160毫升,240毫升
            p2 | 乐哺 宽口奶瓶 | 母婴>奶瓶 | 乐哺 | 79 | 20 | 材质=PPSU; 奶嘴流速=中流量 | 容量=240毫升
            q1 | 书虫 恐龙绘本 | 图书>绘本 | 书虫 | 39 | 20 | 适读年龄=3-6岁; 注音=有注音 | 装帧=精装
            q2 | 书虫 布书绘本 | 图书>绘本 | 书虫 | 29 | 20 | 适读年龄=0-3岁; 注音=无注音 | 装帧=平装
            s1 | 喵屋 自动饮水器 | 宠物>宠物饮水机 | 喵屋 | 89 | 20 | 容量=2升 | 颜色=白色
            s2 | 喵屋 循环饮水器 | 宠物>宠物饮水机 | 喵屋 | 99 | 20 | 容量=3升 | 颜色=白色
            s3 | 喵屋 静音饮水器 | 宠物>宠物饮水机 | 喵屋 | 109 | 20 | 容量=3升 | 颜色=白色
            r1 | 暖屿 四件套 | 家居>四件套 | 暖屿 | 329 | 20 | 材质=100%棉 | 颜色=白色,灰色
            r2 | 暖屿 亚麻四件套 | 家居>四件套 | 暖屿 | 529 | 20 | 材质=100%亚麻 | 颜色=灰色
            """;

    static final String NEEDS = """
            续航两周以上的智能手表 -> 续航时间>=14天, category=智能手表
            智能手表，至少能用一个星期 -> category=智能手表, 续航时间>=7天
            续航半个月的智能手表 -> 续航时间=15天, category=智能手表
            扫地机器人 续航一个半小时以上 -> category=扫地机器人, 续航时间>=90分钟
            安卓和iOS都能连的智能手表 -> 适用系统=安卓与iOS, category=智能手表
            智能手表 要支持iOS和安卓 -> category=智能手表, 适用系统=安卓与iOS
            8+256的手机 -> 运行内存=8GB, 存储容量=256GB, category=手机
            手机6G+128G，两千以内 -> category=手机, 运行内存=6GB, 存储容量=128GB, price<=2000元
            手机 8G内存 三千以下 -> category=手机, 运行内存=8GB, price<=3000元
            笔记本电脑，1T硬盘 -> category=笔记本电脑, 存储容量=1024GB
            2TB的笔记本电脑 -> 存储容量=2048GB, category=笔记本电脑
            零下五度也能睡的睡袋 -> 舒适温标<=-5℃, category=睡袋
            零下十度的睡袋 -> 舒适温标=-10℃, category=睡袋
            睡袋 -10℃ -> category=睡袋, 舒适温标=-10℃
            四个人睡的帐篷 -> 适用人数=3-4人, category=帐篷
            帐篷要3到4人的 -> category=帐篷, 适用人数=3-4人
            160*230的地毯 -> 尺寸=160x230厘米, category=地毯
            地毯 2米乘3米 五百以内 -> category=地毯, 尺寸=200x300厘米, price<=500元
            瑜伽垫8毫米厚的 要防滑 -> category=瑜伽垫, 厚度=8毫米, 功能=防滑
            瑜伽垫 防滑和隔音的 -> category=瑜伽垫, 功能=防滑, 功能=隔音
            厚的被子 -> category=被子
            加厚的被子 -> 厚度=加厚, category=被子
            能冲厕所的猫砂 -> 可冲厕所=可冲, category=猫砂
            猫砂，可以直接冲厕所的 -> category=猫砂, 可冲厕所=可冲
            混合砂的不要 < category=猫砂 -> 类型!=混合砂
            猫砂 膨润土的别买 -> category=猫砂, 类型!=膨润土
            面霜，别含酒精 -> category=面霜, 酒精=不含酒精
            不要含酒精的面霜 -> 酒精=不含酒精, category=面霜
            含酒精的面霜不要 -> 酒精=不含酒精, category=面霜
            牙膏 不要含氟的 -> category=牙膏, 含氟=不含氟
            深度烘焙的咖啡 -> 烘焙度=深烘, category=咖啡
            dark roast coffee -> 烘焙度=深烘, category=咖啡
            light roast coffee, decaf -> 烘焙度=浅烘, category=咖啡, 咖啡因=低因
            robot vacuum with laser navigation -> category=扫地机器人, 导航=激光导航
            running shoes size 42, black -> category=跑步鞋, 鞋码=42, 颜色=黑色
            跑步鞋 38 白色 -> category=跑步鞋, 鞋码=38, 颜色=白色
            跑步鞋 跑越野的 -> category=跑步鞋, 适用路面=越野路面
            奶瓶240ml，玻璃的怕摔不要 -> category=奶瓶, 容量=240毫升, 材质!=玻璃
            奶瓶 玻璃的容易碎，不要 -> category=奶瓶, 材质!=玻璃
            玻璃奶瓶不要 -> 材质!=玻璃, category=奶瓶
            跑步鞋 训练越野的 -> category=跑步鞋, 适用路面=越野路面
            扫地机器人 陀螺仪的 -> category=扫地机器人, 导航=陀螺仪导航
            中空的睡袋 -> 填充物=中空棉, category=睡袋
            床垫 1.8米 ->
            宝宝奶瓶 -> category=奶瓶
            曲奇 五十块以内 -> category=糕点, price<=50元
            端午吃的粽子 -> category=糕点
            饮水器 -> category=宠物饮水机
            净水器 一千以内 -> price<=1000元
            5岁看的绘本 -> 适读年龄=3-6岁, category=绘本
            带拼音的绘本 -> 注音=有注音, category=绘本
            纯棉四件套 -> 材质=100%棉, category=四件套
            全棉的四件套 -> 材质=100%棉, category=四件套
            白色或灰色的四件套 -> category=四件套
            白色和灰色的四件套 -> category=四件套
            白色或者灰色的四件套，三百五以内 -> category=四件套, price<=350元
            不要白色和灰色的四件套 -> 颜色!=白色, 颜色!=灰色, category=四件套
            """;

    @TestFactory
    List<DynamicTest> everyNeedIsReadInTheShopsOwnTerms() {
        return NeedsAreReadAsTheCatalogueWritesThemTest.tests(CornerShop.products(GOODS), NEEDS);
    }

    @Test
    void theNounThatACategoryWasConcludedFromStaysAWordToRankBy() {
        Reading reading = new Grammar(new Lexicon(CornerShop.products(GOODS))).read("曲奇 五十块以内", List.of());
        assertThat(reading.residual()).isEqualTo("曲奇");
        assertThat(reading.unexplained()).isEmpty();
        assertThat(reading.thing()).isNull();
    }

    @Test
    void whatIsRuledOutIsNoWordToRankBy() {
        Grammar grammar = new Grammar(new Lexicon(CornerShop.products(GOODS)));
        assertThat(grammar.read("手机 二手的别要", List.of()).residual()).isEmpty();
        assertThat(grammar.read("不要花哨的手机", List.of()).residual()).isEmpty();
        assertThat(grammar.read("花哨的手机", List.of()).residual()).isEqualTo("花哨");
    }

    @Test
    void eitherOfTwoColoursIsAWishForBoth() {
        Grammar grammar = new Grammar(new Lexicon(CornerShop.products(GOODS)));
        assertThat(grammar.read("白色或灰色的四件套", List.of()).residual()).isEqualTo("白色 灰色");
    }
}
