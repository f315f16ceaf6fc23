package io.wenwen.catalog;

import io.wenwen.catalog.product.Attribute;
import io.wenwen.catalog.product.Money;
import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.ProductId;
import io.wenwen.catalog.product.Promotion;
import io.wenwen.catalog.product.Sku;
import io.wenwen.catalog.product.SkuId;
import io.wenwen.catalog.query.Quantity;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small shop, written by hand, with a bit of everything that shops sell. */
public final class CornerShop {

    // id | title | category path | brand | price in 元 | sales | attributes | options, one SKU for each combination
    private static final String GOODS = """
            e1 | 云岭 Air 蓝牙耳机 半入耳 | 数码>耳机>蓝牙耳机 | 云岭 | 299 | 900 | 续航时间=30小时; 佩戴方式=半入耳式; 防水等级=IPX4; 功能=主动降噪,通话降噪; 重量=4.5g | 颜色=黑色,白色
            e2 | 云岭 Pro 主动降噪真无线耳机 | 数码>耳机>蓝牙耳机 | 云岭 | 599 | 400 | 续航时间=36小时; 佩戴方式=入耳式; 防水等级=IPX5; 功能=主动降噪; 重量=5g | 颜色=黑色,深蓝色
            e3 | 拾光 运动蓝牙耳机 挂耳 | 数码>耳机>蓝牙耳机 | 拾光 | 199 | 1500 | 续航时间=12小时; 佩戴方式=挂耳式; 防水等级=IPX7; 适用场景=跑步,健身; 重量=9g | 颜色=黑色,红色
            e4 | Nuvo Buds 入门款 | 数码>耳机>蓝牙耳机 | Nuvo | 89 | 5200 | 续航时间=20小时; 佩戴方式=入耳式; 防水等级=不防水; 重量=4g | 颜色=白色,粉色
            h1 | 拾光 头戴式耳机 折叠 | 数码>耳机>头戴式耳机 | 拾光 | 459 | 300 | 续航时间=50小时; 佩戴方式=头戴式; 连接方式=无线; 功能=可折叠 | 颜色=黑色,米色
            h2 | Nuvo 有线头戴监听耳机 | 数码>耳机>头戴式耳机 | Nuvo | 329 | 120 | 佩戴方式=头戴式; 连接方式=有线 | 颜色=黑色
            c1 | 拾光 液态硅胶手机壳 | 数码>手机配件>手机壳 | 拾光 | 39 | 800 | 材质=硅胶; 适用机型=iPhone 15 | 颜色=黑色,紫色,透明
            c2 | 云岭 充电宝 10000毫安 快充 | 数码>手机配件>充电宝 | 云岭 | 129 | 2600 | 电池容量=10000mAh; 充电功率=22.5W; 快充=支持; 重量=210g | 颜色=白色,黑色
            c3 | 云岭 大容量充电宝 20000毫安 | 数码>手机配件>充电宝 | 云岭 | 199 | 1100 | 电池容量=20000mAh; 充电功率=65W; 快充=支持; 重量=420g | 颜色=黑色
            p1 | 云岭 X60 5G 手机 | 数码>手机 | 云岭 | 2999 | 700 | 屏幕尺寸=6.7英寸; 网络=5G; 电池容量=5000mAh | 颜色=黑色,白色; 存储容量=256GB,512GB
            p2 | Nuvo N3 手机 学生机 | 数码>手机 | Nuvo | 1299 | 900 | 屏幕尺寸=6.1英寸; 网络=4G; 电池容量=4000mAh | 颜色=蓝色; 存储容量=128GB
            t1 | 云岭 55寸 4K 智能电视 | 家电>大家电>电视 | 云岭 | 2599 | 80 | 屏幕尺寸=55英寸; 分辨率=4K; 能效等级=一级 | 颜色=黑色
            t2 | 拾光 32寸 小电视 | 家电>大家电>电视 | 拾光 | 899 | 60 | 屏幕尺寸=32英寸; 分辨率=高清; 能效等级=二级 | 颜色=黑色
            r1 | 沐野 电饭煲 3升 家用 | 家电>厨房电器>电饭煲 | 沐野 | 259 | 640 | 容量=3L; 功率=600W; 内胆材质=不粘涂层; 预约功能=支持 | 颜色=白色,粉色
            r2 | 沐野 大容量电饭煲 5升 IH | 家电>厨房电器>电饭煲 | 沐野 | 499 | 210 | 容量=5L; 功率=1200W; 内胆材质=不锈钢; 预约功能=支持 | 颜色=黑色
            k1 | 小岚 电水壶 1.5L | 家电>厨房电器>电水壶 | 小岚 | 99 | 730 | 容量=1500ml; 功率=1500W; 材质=304不锈钢 | 颜色=白色,绿色
            k2 | 小岚 旅行电水壶 便携 | 家电>厨房电器>电水壶 | 小岚 | 139 | 310 | 容量=500ml; 功率=400W; 材质=304不锈钢; 功能=可折叠 | 颜色=粉色
            v1 | 拾光 无线吸尘器 手持 | 家电>生活电器>吸尘器 | 拾光 | 799 | 150 | 吸力=20000Pa; 续航时间=60分钟; 噪音=68dB; 重量=1.5kg | 颜色=灰色
            d1 | 沐野 法式碎花连衣裙 收腰 | 服饰>女装>连衣裙 | 沐野 | 239 | 980 | 材质=雪纺; 裙长=110cm; 袖长=短袖; 适用季节=夏季; 风格=法式 | 颜色=蓝色,黄色; 尺码=S,M,L
            d2 | 小岚 纯棉连衣裙 宽松 | 服饰>女装>连衣裙 | 小岚 | 169 | 420 | 材质=纯棉; 裙长=85cm; 袖长=长袖; 适用季节=春季,秋季; 版型=宽松 | 颜色=白色,卡其色; 尺码=M,L,XL
            s1 | 云岭 商务衬衫 免熨 | 服饰>男装>衬衫 | 云岭 | 159 | 660 | 材质=纯棉; 袖长=长袖; 版型=修身; 洗涤方式=可机洗 | 颜色=白色,浅蓝色; 尺码=L,XL,XXL
            s2 | 沐野 亚麻短袖衬衫 | 服饰>男装>衬衫 | 沐野 | 129 | 330 | 材质=亚麻; 袖长=短袖; 版型=宽松; 洗涤方式=手洗 | 颜色=米色,黑色; 尺码=M,L,XL
            j1 | 拾光 直筒牛仔裤 | 服饰>裤装>牛仔裤 | 拾光 | 189 | 540 | 版型=直筒; 裤长=102cm; 弹力=微弹 | 颜色=深蓝色,黑色; 尺码=30,31,32
            j2 | 拾光 束脚休闲裤 | 服饰>裤装>休闲裤 | 拾光 | 149 | 610 | 版型=宽松; 裤长=98cm; 弹力=无弹 | 颜色=黑色,军绿色; 尺码=M,L,XL
            f1 | 云岭 缓震跑鞋 | 鞋靴>运动鞋>跑鞋 | 云岭 | 399 | 870 | 鞋面材质=网布; 适用场景=跑步; 重量=260g; 适用性别=男 | 颜色=黑色,白色; 尺码=41,42,43
            f2 | 小岚 轻便跑鞋 | 鞋靴>运动鞋>跑鞋 | 小岚 | 299 | 720 | 鞋面材质=网布; 适用场景=跑步,通勤; 重量=210g; 适用性别=女 | 颜色=粉色,白色; 尺码=36,37,38
            f3 | 沐野 真皮商务皮鞋 | 鞋靴>皮鞋 | 沐野 | 459 | 190 | 鞋面材质=牛皮; 适用场景=商务; 适用性别=男 | 颜色=黑色,棕色; 尺码=40,41,42
            b1 | 小岚 真皮手提包 通勤 | 箱包>女包>手提包 | 小岚 | 559 | 260 | 材质=牛皮; 适用场景=通勤; 内部结构=拉链暗袋 | 颜色=棕色,黑色
            b2 | 拾光 双肩包 电脑包 | 箱包>双肩包 | 拾光 | 219 | 450 | 材质=尼龙; 容量=25L; 功能=防水; 适用人群=学生,成人 | 颜色=黑色,灰色
            b3 | 沐野 短款钱包 | 箱包>钱包 | 沐野 | 119 | 330 | 材质=牛皮 | 颜色=黑色,棕色
            m1 | 初露 玻尿酸补水面膜 | 美妆>护肤>面膜 | 初露 | 79 | 3100 | 功效=补水,保湿; 适用肤质=干性,敏感肌; 净含量=25ml; 片数=10片; 酒精=不含酒精 | 规格=10片,20片
            m2 | 初露 茶树清洁面膜 | 美妆>护肤>面膜 | 初露 | 69 | 1400 | 功效=控油,清洁; 适用肤质=油性; 净含量=100g; 酒精=含酒精 | 规格=单盒
            a1 | 初露 爽肤水 不含酒精 | 美妆>护肤>爽肤水 | 初露 | 129 | 820 | 功效=保湿; 适用肤质=敏感肌; 净含量=150ml; 酒精=不含酒精; 香味=无香 | 规格=单瓶
            n1 | 山野集 每日坚果 | 食品>零食>坚果 | 山野集 | 89 | 4100 | 净含量=750g; 口味=原味; 糖分=无糖; 保质期=9个月 | 规格=30包
            n2 | 山野集 蜂蜜黄油腰果 | 食品>零食>坚果 | 山野集 | 39 | 1900 | 净含量=250g; 口味=蜂蜜黄油; 糖分=含糖; 保质期=10个月 | 规格=单罐
            n3 | 山野集 麻辣牛肉干 | 食品>零食>肉干 | 山野集 | 49 | 2200 | 净含量=150g; 口味=麻辣; 保质期=8个月 | 规格=单袋
            w1 | 山野集 乌龙茶 无糖 | 食品>饮料>茶饮料 | 山野集 | 59 | 1600 | 单瓶容量=500ml; 糖分=无糖 | 规格=15瓶
            u1 | 芽芽 拉拉裤 超薄 | 母婴>纸尿裤 | 芽芽 | 99 | 2700 | 厚度=2mm; 适用月龄=12个月 | 尺码=L,XL,XXL
            l1 | 小岚 护眼台灯 学习 | 家居>灯具>台灯 | 小岚 | 149 | 560 | 功率=12W; 色温=4000K; 供电方式=插电; 亮度=800流明 | 颜色=白色,粉色
            l2 | 拾光 充电台灯 折叠 | 家居>灯具>台灯 | 拾光 | 89 | 940 | 功率=5W; 供电方式=充电式; 续航时间=8小时; 亮度=300流明 | 颜色=白色,黑色
            q1 | 沐野 全棉四件套 | 家居>床品>四件套 | 沐野 | 299 | 480 | 面料=纯棉; 适用床宽=1.5米; 工艺=印花 | 颜色=蓝色,灰色
            q2 | 沐野 天丝四件套 | 家居>床品>四件套 | 沐野 | 499 | 170 | 面料=天丝; 适用床宽=1.8米; 工艺=刺绣 | 颜色=粉色
            g1 | 小岚 保温杯 500ml | 家居>水具>保温杯 | 小岚 | 89 | 1700 | 容量=500ml; 材质=304不锈钢; 保温时长=12小时 | 颜色=白色,黑色,绿色
            g2 | 小岚 大容量保温壶 | 家居>水具>保温杯 | 小岚 | 159 | 260 | 容量=1000ml; 材质=316不锈钢; 保温时长=24小时 | 颜色=银色
            x1 | 喵星选 全价成猫粮 | 宠物>猫咪用品>猫粮 | 喵星选 | 139 | 640 | 净含量=2kg; 适用阶段=成猫; 口味=鸡肉 | 规格=单袋
            x2 | 喵星选 幼猫粮 | 宠物>猫咪用品>猫粮 | 喵星选 | 99 | 510 | 净含量=1.5kg; 适用阶段=幼猫; 口味=三文鱼 | 规格=单袋
            y1 | 沐野 瑜伽垫 加厚 | 运动>健身>瑜伽垫 | 沐野 | 79 | 880 | 厚度=10mm; 材质=TPE; 长度=183cm | 颜色=紫色,灰色
            o1 | 长夜将明 长篇小说 | 图书>文学>小说 | 拾页 | 45 | 620 | 页数=420页; 装帧=平装; 语言=中文 | 版本=普通版
            """;

    private CornerShop() {}

    public static List<Product> products() {
        return products(GOODS);
    }

    /** Products of another shop, one a line, written as above. */
    public static List<Product> products(String goods) {
        List<Product> products = new ArrayList<>();
        for (String line : goods.lines().toList()) {
            String[] cells = line.split("\\|");
            List<Attribute> attributes = new ArrayList<>();
            for (String pair : cells[6].strip().split(";")) {
                String name = pair.substring(0, pair.indexOf('=')).strip();
                String value = pair.substring(pair.indexOf('=') + 1).strip();
                attributes.add(Quantity.parse(value)
                        .filter(q -> !value.equals("5G") && !value.equals("4G"))
                        .map(q -> new Attribute(name, List.of(value), q.number(), q.unit()))
                        .orElseGet(() -> Attribute.text(name, value.split(","))));
            }
            products.add(new Product(
                    new ProductId(cells[0].strip()),
                    cells[1].strip(),
                    List.of(cells[2].strip().split(">")),
                    cells[3].strip(),
                    "",
                    "",
                    attributes,
                    skus(cells[0].strip(), new BigDecimal(cells[4].strip()), cells[7].strip()),
                    4.5,
                    100,
                    Long.parseLong(cells[5].strip()),
                    LocalDate.of(2026, 1, 1).plusDays(products.size()),
                    List.of()));
        }
        return products;
    }

    private static List<Sku> skus(String id, BigDecimal price, String options) {
        List<Map<String, String>> combinations = new ArrayList<>(List.of(new LinkedHashMap<>()));
        for (String option : options.split(";")) {
            String name = option.substring(0, option.indexOf('=')).strip();
            List<Map<String, String>> next = new ArrayList<>();
            for (Map<String, String> before : combinations) {
                for (String value :
                        option.substring(option.indexOf('=') + 1).strip().split(",")) {
                    Map<String, String> with = new LinkedHashMap<>(before);
                    with.put(name, value);
                    next.add(with);
                }
            }
            combinations = next;
        }
        List<Sku> skus = new ArrayList<>();
        for (Map<String, String> combination : combinations) {
            skus.add(new Sku(
                    new SkuId(id + "-" + (skus.size() + 1)),
                    combination,
                    Money.yuan(price.add(BigDecimal.valueOf(skus.size()))),
                    skus.size() == 1 ? 0 : 20,
                    null));
        }
        return skus;
    }

    public static List<Promotion> promotions() {
        return List.of(
                new Promotion.Reduction(
                        "直降1", new Promotion.Scope(null, List.of(new ProductId("e2"))), Money.yuan(100)),
                new Promotion.Coupon(
                        "券1", new Promotion.Scope("耳机", List.of()), "耳机券", Money.yuan(300), Money.yuan(30)));
    }
}
