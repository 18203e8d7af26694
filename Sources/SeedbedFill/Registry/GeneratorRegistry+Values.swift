internal import Seedbed

extension GeneratorRegistry {
  static var numbers: [GeneratorDescription] {
    [
      .number("integer", "whole numbers", 0...9999),
      .number(
        "decimal", "numbers with two digits after the point", 0...9999, scale: 2,
        for: [.number, .integer]),
      .number("count", "how many there are of something", 0...500, .small(power: 3)),
      .number("quantity", "how many are wanted", 1...20, .small(power: 2)),
      .number("stock", "how many are there", 0...1000, .small(power: 2)),
      .number("price", "a price", 0.5...999.99, scale: 2, .price, for: [.number, .money]),
      .number(
        "amount", "an amount of money", 1...4999.99, scale: 2, .price, for: [.number, .money]),
      .number("total", "a sum of an order", 5...9999.99, scale: 2, .price, for: [.number, .money]),
      .number("tax", "a tax", 0...499.99, scale: 2, .small(power: 2), for: [.number, .money]),
      .number(
        "salary", "a year's pay", 24_000...180_000, scale: 0, .small(power: 2),
        for: [.number, .integer, .money]),
      .number("price_cents", "a price in hundredths", 50...99_999, .price),
      .number(
        "budget", "a large amount", 1000...1_000_000, scale: 0, .small(power: 3),
        for: [.number, .integer, .money]),
      .number(
        "balance", "what is left on an account", 0...25_000, scale: 2, .small(power: 3),
        for: [.number, .integer, .money]),
      .number("percent", "0 to 100", 0...100, scale: 1),
      .number("share", "0 to 1", 0...1, scale: 2, for: [.number]),
      .number("tax_rate", "a rate of a tax", 0...25, scale: 1),
      .number(
        "discount", "a discount from 0 to 1", 0...0.5, scale: 2, .small(power: 2),
        for: [.number]),
      .number("rate", "a rate", 0.5...99, scale: 2, .small(power: 2), for: [.number]),
      .number(
        "exchange_rate", "what a currency costs in another", 0.2...150, scale: 4,
        .small(power: 4), for: [.number]),
      .number("rating", "1 to 5", 1...5, scale: 0, .middle),
      .number("score", "0 to 100", 0...100, scale: 0, .middle),
      .number("age", "a grown-up's age", 18...90, .middle),
      .number("year", "a year", 1990...2026, .even, for: [.integer, .number]),
      .number("month", "1 to 12", 1...12),
      .number("day_of_month", "1 to 28", 1...28),
      .number("day_of_week", "1 to 7", 1...7),
      .number("hour", "0 to 23", 0...23, .middle),
      .number("minute", "0 to 59", 0...59),
      .number("position", "a place in an order", 1...100, .small(power: 2)),
      .number("level", "1 to 10", 1...10, .small(power: 2)),
      .number("small_code", "1 to 5", 1...5, .small(power: 2)),
      .number("flag", "0 or 1", 0...1, for: [.integer]),
      .number("priority_number", "1 to 5", 1...5, .middle),
      .number("port", "a port", 1024...49_151, for: [.integer]),
      GeneratorDescription("http_status", "a status of HTTP", for: [.integer]) { _, _ in
        let statuses = [
          200, 201, 204, 301, 302, 304, 400, 401, 403, 404, 409, 422, 429, 500, 502, 503,
        ]
        return [
          .list(
            statuses.map { .integer(Int64($0)) },
            weights: [700, 40, 30, 20, 30, 40, 15, 15, 10, 50, 4, 8, 4, 12, 4, 6])
        ]
      },
      .number("byte_count", "a size in bytes", 512...50_000_000, .small(power: 4)),
      .number("pixels", "a length in pixels", 16...4096, .small(power: 2)),
      .number("duration_seconds", "a span of time in seconds", 1...86_400, .small(power: 3)),
      .number(
        "duration_milliseconds", "a span of time in milliseconds", 1000...600_000,
        .small(power: 1)),
      .number("duration_minutes", "a span of time in minutes", 5...480, .small(power: 2)),
      .number("duration_days", "a span of time in days", 1...90, .small(power: 2)),
      .number("running_time", "a film's length in minutes", 60...200, .middle),
      .number("weight", "a weight", 0.1...150, scale: 2, .small(power: 2)),
      .number("length", "a length", 1...300, scale: 1, .small(power: 2)),
      .number("height", "a height", 10...220, scale: 1, .middle),
      .number("area", "an area", 10...5000, scale: 1, .small(power: 2)),
      .number("distance", "a distance", 0.1...1000, scale: 1, .small(power: 3)),
      .number("temperature", "a temperature", -10...40, scale: 1, .middle),
      .degrees("latitude", "a latitude", -60...70, .middle),
      .degrees("longitude", "a longitude", -180...180, .even),
      .number("population", "a number of inhabitants", 1000...9_000_000, .small(power: 4)),
      .number("postal_number", "a postal code as a number", 10_000...99_999, for: [.integer]),
      .number(
        "number_id", "a number that something is known by", 1...2_000_000_000,
        for: [.integer, .number]),
      .number("file_mode", "rights of a file as a number", 420...511, for: [.integer]),
      .number("year_of_birth", "a year of birth", 1940...2006, .middle, for: [.integer]),
      .number("key", "a number of a row", 1...9_000_000_000_000_000_000, for: [.integer, .number]),
      GeneratorDescription(
        "boolean", "true or false",
        parameters: [
          .init(name: "true_share", kind: .number, summary: "the share that is true", range: 0...1)
        ],
        for: [.boolean, .integer, .text]
      ) { _, arguments in
        [.boolean(trueShare: min(1, max(0, arguments.number("true_share") ?? 0.5)))]
      },
      GeneratorDescription(
        "pick", "one of some values",
        parameters: [
          .init(name: "values", kind: .list, summary: "the values"),
          .init(name: "weights", kind: .list, summary: "how often each comes"),
        ], for: [.text, .integer, .number, .boolean, .moment]
      ) { _, arguments in
        let weights = arguments.list("weights")?.compactMap { $0.number.map { Int($0) } }
        let values = arguments.list("values") ?? []
        return [.list(values, weights: weights?.count == values.count ? weights : nil)]
      },
      GeneratorDescription(
        "template", "words of lists and digits in a text, as `{adjective}-{noun}-##`",
        parameters: [.init(name: "text", kind: .text, summary: "the text")], for: [.text]
      ) { vocabulary, arguments in
        arguments.text("text").map {
          [.text([TemplateText.template($0, vocabulary)])]
        } ?? []
      },
    ]
  }

  static var moments: [GeneratorDescription] {
    [
      .moment("past", "a moment of the last three years", days: -1095...0, .late),
      .moment("recent", "a moment of the last 30 days", days: -30...0, .late),
      .moment("future", "a moment of the next two years", days: 1...730, .early),
      .moment("birth_date", "the birthday of somebody of 18 to 80 years", days: -29_220 ... -6575),
      .moment("hire_date", "a day of the last 15 years", days: -5475 ... -10, .late),
      .moment("release_date", "a day of the last 30 years", days: -10_950...0, .late),
      .moment("any_moment", "a moment of the last ten years", days: -3650...0),
      .moment("time_of_day", "a time of day", days: 0...1),
    ]
  }

  static var types: [GeneratorDescription] {
    [
      .digest("uuid", "a UUID of version 4 (RFC 9562)", .uuid, 36, for: [.uuid, .text]),
      .text(
        "ulid", "an identifier of 26 characters that begins with the time",
        ["01" + String(repeating: "{crockford_}", count: 24)]),
      .digest("bytes", "bytes by chance", .bytes, 32, for: [.bytes]),
      .text(
        "json", "a JSON object",
        ["\\{\"{noun}\": \"{adjective}\", \"{verb}\": {1..99999}\\}"], for: [.json, .text]),
      .text(
        "json_array", "a JSON array", ["[\"{noun}\", \"{adjective}\", {1..99999}]"],
        for: [.json, .text]),
      .text(
        "xml", "an XML document",
        ["<item number=\"{1..99999}\"><name>{adjective} {noun}</name></item>"],
        for: [.xml, .text]),
      .text("interval", "a span of time", ["{1..999999} seconds"], for: [.interval]),
      .text("point", "a point", ["({0..70}.######,{0..179}.######)"], for: [.geometric]),
      .text("line", "a line", ["\\{{1..999},{1..999},{0..9999}\\}"], for: [.geometric]),
      .text(
        "lseg", "a stretch of a line",
        ["[({0..99}.##,{0..99}.##),({100..199}.##,{100..199}.##)]"], for: [.geometric]),
      .text(
        "box", "a box", ["({500..999}.##,{500..999}.##),({0..499}.##,{0..499}.##)"],
        for: [.geometric]),
      .text(
        "open_path", "a path of points",
        ["[({0..99},{0..99}),({100..199},{0..99}),({200..299},{0..99})]"],
        for: [.geometric]),
      .text(
        "polygon", "a triangle", ["(({0..99},{0..99}),({100..199},{0..99}),({0..99},{100..199}))"],
        for: [.geometric]),
      .text("circle", "a circle", ["<({0..999}.#,{0..999}.#),{1..99}>"], for: [.geometric]),
      .text(
        "tsvector", "a document for full-text search",
        ["'{noun}':1 '{adjective}':2 '{1..99999}':3"],
        for: [.fullText]),
      .text(
        "tsquery", "a query for full-text search", ["'{noun}' & '{adjective}' & '{1..99999}'"],
        for: [.fullText]),
      .text(
        "hstore", "pairs of keys and values",
        ["\"{noun}\"=>\"{adjective}\", \"n\"=>\"{1..99999}\""],
        for: [.other]),
      .text("ltree", "a path of labels", ["{noun}.{adjective}.n{1..99999}"], for: [.other]),
      .text(
        "log_sequence_number", "a place in a log", ["{1..9}/{hex2}{hex2}{hex2}"], for: [.other]),
      .text(
        "point_wkt", "a point as well-known text", ["POINT({0..70}.###### {0..70}.######)"],
        for: [.other]),
      .text("number_text", "a number of an object", ["{20000..2000000000}"], for: [.other]),
    ]
  }
}
