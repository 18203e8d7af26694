extension GeneratorRegistry {
  static var internet: [GeneratorDescription] {
    [
      .text(
        "email", "an address of a domain for examples (RFC 2606)",
        ["{given_slug}.{surname_slug}{1..9999}@{mail_domain}"],
        ["{given_slug}.{surname_slug}{1..999999999}@{mail_domain}"],
        ["{given_slug}{1..99}@{mail_domain}"], ["?{1..99}@{mail_domain}"]),
      .text(
        "domain", "a domain for examples (RFC 2606)",
        ["{company_core_slug}.example", "{noun}-{noun}.example", "{adjective}{noun}.example"],
        ["{noun}{1..9999999}.example"], ["{noun}.test"]),
      .text(
        "host_name", "the name of a host",
        ["{device}-{01..99}.{noun}.example", "{noun}{01..99}.{company_core_slug}.example"],
        ["{noun}-{device}{1..9999999}.example"], ["{noun}{1..99}"]),
      .text(
        "url", "an address of a domain for examples",
        ["https://{company_core_slug}.example/{path}/{adjective}-{noun}-{1..9999}"],
        ["https://{noun}.example/{1..99999999}"], ["http://{noun}.example"]),
      .text(
        "image_url", "the address of an image",
        ["https://{noun}.example/images/{adjective}-{noun}-{1..99999}.{image_extension}"]),
      .text(
        "website", "the address of a site", ["https://{company_core_slug}.example"],
        ["https://{company_core_slug}{1..99999}.example"], ["http://{noun}.example"]),
      .text(
        "path", "the path of an address", ["/{path}/{adjective}-{noun}-{1..9999}"],
        ["/{noun}/{1..999999}"], ["/{noun}"]),
      .text(
        "slug", "words for an address", ["{adjective}-{noun}-{verb}-{1..9999}"],
        ["{noun}-{1..999999}"], ["{noun}{1..9999}"]),
      .text(
        "ip_address", "an address of a network for documentation (RFC 5737)",
        ["192.0.2.{1..254}", "198.51.100.{1..254}", "203.0.113.{1..254}"],
        ["2001:db8:{hex2}{hex2}:{hex2}{hex2}::{1..9999}"], ["198.{18..19}.{0..255}.{1..254}"],
        ["10.{0..255}.{0..255}.{1..254}"], for: [.text, .inet]),
      .text(
        "ipv6_address", "an address of the network for documentation (RFC 3849)",
        ["2001:db8:{hex2}{hex2}:{hex2}{hex2}::{1..9999}"], for: [.text, .inet]),
      .text(
        "cidr", "a network for documentation (RFC 3849) or benchmarks (RFC 2544)",
        ["198.{18..19}.{0..255}.0/24"], ["2001:db8:{hex2}{hex2}:{hex2}{hex2}::/64"],
        ["10.{0..255}.{0..255}.0/24"], for: [.text, .cidr, .inet]),
      .text(
        "mac_address", "a locally administered hardware address",
        ["02:{hex2}:{hex2}:{hex2}:{hex2}:{hex2}"], ["02{hex2}{hex2}{hex2}{hex2}{hex2}"],
        for: [.text, .macAddress]),
      .text(
        "mac_address8", "a locally administered hardware address of 8 bytes",
        ["02:{hex2}:{hex2}:{hex2}:{hex2}:{hex2}:{hex2}:{hex2}"], for: [.text, .macAddress]),
      .text(
        "user_agent", "what a browser calls itself", ["{user_agent}"],
        ["{browser}/{1..120}.{0..99}.{0..9999}"], ["{browser}/{1..120}"]),
      .text("http_method", "a method of HTTP", ["{http_method}"]),
      .text("protocol", "a protocol of the network", ["{protocol}"]),
      .text("browser", "a browser", ["{browser}"]),
      .text("operating_system", "an operating system", ["{os}"], ["{os}.{0..9999}"]),
      .text("device", "a kind of device", ["{device}"], ["{device} {1..99999}"]),
      .text("handle", "a user's name after @", ["@{adjective}_{noun}{1..9999}"]),
      .text(
        "emoji", "a picture in one character",
        ["👍", "🎉", "🚀", "👀", "😀", "😄", "😂", "😍", "😢", "🔥", "🙏", "💡", "🐛", "✅", "⭐"]),
    ]
  }

  static var technical: [GeneratorDescription] {
    [
      .text(
        "file_name", "the name of a file",
        ["{adjective}-{noun}-{1..9999}.{extension}"], ["{noun}{1..9999}.{extension}"],
        ["{noun}.{extension}"], ["?#.txt"]),
      .text(
        "image_file", "the name of an image",
        ["{adjective}-{noun}-{1..9999}.{image_extension}"], ["{noun}{1..9999}.{image_extension}"]),
      .text(
        "file_path", "the path of a file",
        ["/{folder}/{noun}/{adjective}-{noun}-{1..9999}.{extension}"], ["/{folder}/{noun}{1..999}"]),
      .text("folder", "the path of a folder", ["/{folder}/{noun}/{noun}{1..999}"], ["/{noun}"]),
      .text(
        "file_extension", "the ending of a file's name", ["{extension}"], ["{extension}{1..9999}"]),
      .text(
        "mime_type", "a type of media", ["{mime}"],
        ["application/x-{noun}-{1..9999}"]),
      .text(
        "codec", "how sound or pictures are written",
        ["h264", "hevc", "vp9", "av1", "mpeg4", "aac", "mp3", "opus", "flac", "ac3", "vorbis"]),
      .text("mime_major", "the first half of a type of media", ["{mime_major}"]),
      .text(
        "mime_minor", "the second half of a type of media", ["{mime_minor}"],
        ["x-{noun}{1..9999}"]),
      .text("locale", "a tag of a language and country", ["{language_tag}"]),
      .text(
        "language_code", "a language (ISO 639-1)", ["{language2}"], ["{language3}"],
        ["{language2}-{country2}"]),
      .text(
        "language", "the name of a language", ["{language}"],
        ["{language} {direction}", "{language} {1..9999}"]),
      .text("time_zone", "a time zone", ["{time_zone}"], ["UTC+{0..12}"]),
      .text("charset", "a character set", ["{charset}"]),
      .text(
        "version", "a version", ["{0..9}.{0..20}.{0..99}"], ["{0..9999}.{0..999}.{0..9999}"],
        ["{0..9}.{0..9}"], ["{0..9}"]),
      .text(
        "color", "a color's name", ["{color}"], ["{adjective_title} {color}"],
        ["{color} {1..9999}"]),
      .text(
        "color_hex", "a color as six hexadecimal digits", ["\\#{hex2}{hex2}{hex2}"],
        ["{hex2}{hex2}{hex2}"]),
      .digest("md5", "32 hexadecimal digits", .hexadecimal, 32),
      .digest("sha1", "40 hexadecimal digits", .hexadecimal, 40),
      .digest("sha256", "64 hexadecimal digits", .hexadecimal, 64),
      .digest("sha512", "128 hexadecimal digits", .hexadecimal, 128),
      .digest("password_hash", "a text in the form of bcrypt's", .token(prefix: "$2b$12$"), 60),
      .digest("token", "letters and digits by chance", .token(prefix: ""), 40),
      .digest("salt", "some letters and digits by chance", .token(prefix: ""), 16),
      .digest(
        "public_key", "a text in the form of a public key",
        .token(prefix: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI"), 80),
      .digest("session_id", "32 hexadecimal digits", .hexadecimal, 32),
      .text(
        "setting_key", "the name of a setting",
        ["{scope}.{setting}", "{setting}"], ["{scope}.{noun}.{setting}"],
        ["{scope}.{noun}.{setting}_{1..99999}"]),
      .text(
        "setting_value", "the value of a setting", ["{noun}", "{1..100}"], ["{noun} {1..999}"]),
      .text(
        "table_name", "the name of a table", ["{table_word}"], ["{noun}_{table_word}"],
        ["{adjective}_{noun}_{table_word}"]),
      .text(
        "identifier", "a name as programs have", ["{adjective}_{noun}"],
        ["{verb}_{adjective}_{noun}"], ["{verb}_{adjective}_{noun}_{1..9999}"]),
      .text(
        "metric_key", "the key of something that is measured",
        ["{device}.{noun}.{table_word}", "{device}.{noun}[{table_word}]"],
        ["{device}.{noun}.{table_word}.{1..9999}"]),
      .text("sql", "a query", ["SELECT {noun} FROM {table_word} WHERE id = {1..99999}"]),
      .text(
        "git_branch", "a branch of a repository",
        ["main", "develop", "feature/{adjective}-{noun}", "fix/{noun}-{1..9999}"],
        ["feature/{adjective}-{noun}-{1..99999}"], ["{noun}-{1..9999}"]),
      .text(
        "class_name", "the name of a class",
        ["{adjective_title}{noun_title}", "{noun_title}{verb_title}Service"],
        ["{adjective_title}{noun_title}{1..9999}"]),
      .text(
        "migration", "the number of a migration, which is the time of its making",
        ["20{18..25}{01..12}{01..28}{00..23}{00..59}{00..59}"]),
      .text(
        "cron", "when cron runs something",
        [
          "{0..59} {0..23} * * *", "{0..59} {0..23} * * {0..6}", "{0..59} {0..23} {1..28} * *",
          "*/{5..30} * * * *",
        ]),
      .text(
        "algorithm", "an algorithm of hashes",
        [
          "sha256", "sha512", "bcrypt", "scrypt", "argon2id", "pbkdf2_sha256", "hmac-sha256",
          "blake3",
        ]),
      .text("error_code", "a code of an error", ["E{1000..9999}"], ["E{100000..999999}"]),
      .text("log_level", "how grave an entry of a log is", ["{log_level}"]),
      .text(
        "log_message", "an entry of a log",
        [
          "Could not {verb} {noun}: {topic} {1..9999}", "{verb_title} {noun} took {1..9999} ms",
          "{topic_title} of {noun} {1..9999} done",
        ]),
      .text(
        "command", "a line of a shell",
        ["/usr/bin/{noun} --{verb} {adjective} --{noun} {1..9999}"], ["{verb} {noun}"]),
      .text(
        "regular_expression", "a regular expression",
        ["\\^{noun}[0-9]+$", "({noun}|{adjective})\\\\.{extension}"]),
    ]
  }
}

extension GeneratorDescription {
  /// Texts by chance.
  static func digest(
    _ name: String, _ summary: String, _ form: Recipe.DigestForm, _ count: Int,
    for families: Set<ValueFamily> = [.text]
  ) -> GeneratorDescription {
    GeneratorDescription(name, summary, for: families) { _, _ in [.digest(form, count: count)] }
  }
}
