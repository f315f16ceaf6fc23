/** What the demo storefront says, in both languages; held to the same test as the widget's words. */
export const WORDS = {
  "zh-CN": {
    skip: "跳到主要内容", search: "搜索商品，可以整句说：500元以内的防水冲锋衣", searchButton: "搜索", cart: "购物车", orders: "我的订单",
    language: "English", all: "全部商品", categories: "商品分类", count: "共 {n} 件", found: "“{q}” 找到 {n} 件", more: "再看一些",
    sort: "排序", sort_sales: "销量", sort_relevance: "相关度", sort_price: "价格从低到高", "sort_-price": "价格从高到低",
    sort_rating: "评分", sort_newest: "最新", none: "没有找到。换个说法，或问问右下角的导购助手。", building: "商品索引正在建立，稍等片刻…",
    failed: "商店暂时打不开：{why}", sold: "月销 {n}", stars: "{n} 分", ratings: "{n} 条评分", stock: "库存 {n} 件", soldOut: "暂时缺货",
    add: "加入购物车", added: "已加入购物车", askAbout: "问问这件", askMessage: "这款怎么样，适合我吗", attributes: "商品信息",
    description: "商品介绍", reviews: "买家评价", alsoSessions: "看了又看", alsoAlike: "相似商品", home: "首页", listPrice: "原价",
    quantity: "数量", remove: "移除", total: "合计", order: "提交订单", emptyCart: "购物车还是空的。", placed: "已下单，订单号 {id}",
    noOrders: "还没有订单。", goShopping: "去逛逛", orderOf: "订单 {id}", freight: "运费", certificate: "下载价格证明",
    proven: "已证明最低（比较 {n} 种用法）", bounded: "未能证明最低（比较 {n} 种用法）",
  },
  en: {
    skip: "Skip to content", search: "Search, whole sentences welcome: waterproof jacket under 500", searchButton: "Search", cart: "Cart",
    orders: "My orders", language: "中文", all: "All products", categories: "Categories", count: "{n} products", found: "“{q}”: {n} found",
    more: "Show more", sort: "Sort", sort_sales: "Best selling", sort_relevance: "Relevance", sort_price: "Price, low to high",
    "sort_-price": "Price, high to low", sort_rating: "Rating", sort_newest: "Newest",
    none: "Nothing found. Try other words, or ask the assistant at the lower right.", building: "The product index is being built, one moment…",
    failed: "The shop cannot be opened now: {why}", sold: "{n} sold a month", stars: "{n} stars", ratings: "{n} ratings", stock: "{n} in stock",
    soldOut: "Out of stock", add: "Add to cart", added: "Added to cart", askAbout: "Ask about this", askMessage: "How is this one, would it suit me?",
    attributes: "Product data", description: "Description", reviews: "Reviews", alsoSessions: "Others also viewed", alsoAlike: "Similar products",
    home: "Home", listPrice: "List price", quantity: "Quantity", remove: "Remove", total: "Total", order: "Place order",
    emptyCart: "Your cart is empty.", placed: "Order placed, number {id}", noOrders: "No orders yet.", goShopping: "Go shopping", orderOf: "Order {id}", freight: "Delivery",
    certificate: "Download the price certificate", proven: "Proven lowest ({n} plans compared)", bounded: "Not proven lowest ({n} plans compared)",
  },
};
