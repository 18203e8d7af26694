extension GeneratorRegistry {
  static var places: [GeneratorDescription] {
    [
      .local(
        "street_address", "house number and street",
        [
          ["{1..9999} {street} {street_type}"],
          ["{1..99999} {adjective_title} {street} {street_type}"],
          ["{1..999} {street}"],
        ]
      ) { vocabulary in vocabulary.streetPattern.map { [$0, "\($0)^"] } },
      .local(
        "street_name", "a street",
        [["{street} {street_type}"], ["{adjective_title} {street} {street_type}"]]
      ) { $0.streetPattern == nil ? nil : ["{street_}"] },
      .text("house_number", "a number of a house", ["{1..999}"]),
      .text("address_line2", "a flat or a floor", ["{unit_kind} {1..999}"]),
      .local(
        "address", "an address in one line",
        [
          ["{1..9999} {street} {street_type}, {city}"], ["{1..99999} {street} {street_type}"],
          ["{1..999} {street}"],
        ]
      ) { vocabulary in vocabulary.streetPattern.map { ["\($0), {city}", $0] } },
      .text(
        "city", "a city", ["{city}"], ["{direction} {city}", "New {city}"],
        ["{adjective_title} {noun_title}"], ["{adjective_title} {noun_title} {street}"]),
      .text(
        "region", "a region of a country (ISO 3166-2)", ["{region}"],
        ["{direction} {region}"], ["{direction} {noun_title}"]),
      .local(
        "region_code", "the code of a region, its country left out", [["^^"], ["^^^"], ["^^^^"]]
      ) { $0.hasLocale ? ["{region_code_short}"] : nil },
      .text(
        "country", "a country's name", ["{country}"],
        ["{direction} {country}", "{adjective_title} {country}"], ["{adjective_title} {noun_title}"]
      ),
      .text("country_code", "a country (ISO 3166-1, two letters)", ["{country2}"], ["^^"], ["^^^"]),
      .text("country_code3", "a country (ISO 3166-1, three letters)", ["{country3}"], ["^^^"]),
      .text("continent", "a continent", ["{continent}"]),
      .local(
        "postal_code", "a postal code of five digits, or of the locale's country",
        [["#####"], ["#####-####"], ["####"]]
      ) { $0.postalShape.map { [$0] } },
      .local(
        "phone", "a number reserved for fiction (555-0100 to 555-0199, or the locale's)",
        [
          ["+1 {area_code} 555 01##", "+1-{area_code}-555-01##"],
          ["+1 {area_code} 555 01## x{1..9999}"], ["{area_code}-555-01##"], ["{area_code}55501##"],
          ["555-01##"], ["555{0100..0199}"],
        ]
      ) { vocabulary in vocabulary.phonePattern.map { [$0, "\($0) x{1..9999}"] } },
      .text("phone_extension", "an extension of a telephone", ["{1000..9999}"], ["{100..999}"]),
      .text("phone_prefix", "a country's code for telephones", ["{phone_prefix}"]),
      .text("coordinates", "latitude and longitude", ["{0..70}.######,{0..179}.######"]),
      .text("direction", "a part of a country", ["{direction}"], ["{direction} {region}"]),
      .text(
        "location", "a place in a building", ["Aisle {1..40}, shelf {1..20}", "Room {1..499}"],
        ["Building {1..99}, room {1..9999}"], ["R{1..999}"]),
      .text("shelf", "a letter and a number", ["^{1..40}"], ["^^{1..999}"]),
    ]
  }

  static var business: [GeneratorDescription] {
    [
      .text(
        "company", "an invented company", ["{company_core} {company_suffix}"],
        ["{company_core} {company_suffix} {1..9999}"], ["{company_core}"]),
      .text(
        "brand", "an invented brand", ["{brand}"], ["{brand} {noun_title}"],
        ["{adjective_title} {brand} {noun_title}"]),
      .text("industry", "an industry", ["{industry}"], ["{direction} {industry}"]),
      .text(
        "product", "a product", ["{material} {product_noun}"],
        ["{adjective_title} {material} {product_noun}"],
        ["{adjective_title} {material} {product_noun} {1..9999}"]),
      .text(
        "category", "a group of goods", ["{category}"], ["{adjective_title} {category}"],
        ["{adjective_title} {category} {1..999}"]),
      .text(
        "genre", "a genre", ["{genre}"], ["{adjective_title} {genre}"],
        ["{adjective_title} {genre} {1..999}"]),
      .text("currency_code", "a currency (ISO 4217)", ["{currency}"], ["^^^"]),
      .text(
        "currency", "the name of a currency", ["{currency_name}"],
        ["{adjective_title} {currency_name}"]),
      .text("currency_symbol", "a sign of a currency", ["$", "€", "£", "¥"]),
      .text("payment_method", "a way to pay", ["{payment_method}"]),
      .text("card_type", "an issuer of cards", ["{card_type}"]),
      .text("frequency", "how often something happens", ["{frequency}"]),
      .text("unit", "a unit of measure", ["{unit}"], ["???"]),
      .text(
        "quantity_per_unit", "what a package holds",
        ["{1..48} - {50..900} {measure} {package}", "{2..96} {package}"]),
      .text("size", "a size", ["{size}", "{28..60}"]),
      .text("shape", "a shape", ["{shape}"]),
      .text("material", "what something is made of", ["{material}"]),
      .text(
        "carrier", "a carrier", ["{carrier}"], ["{carrier} {direction}", "{carrier} {1..9999}"]),
      .text("shipping_method", "a way to ship", ["{shipping}"], ["{shipping} {carrier}"]),
      .text(
        "return_reason", "why something is sent back or thrown away", ["{reason}"],
        ["{reason} ({noun})"], ["{reason} ({adjective} {noun} {1..99})"]),
      .text(
        "event_name", "an event", ["{adjective_title} {noun_title} {event}"],
        ["{adjective_title} {noun_title} {event} {1990..2040}"]),
      .text(
        "team_name", "a team", ["{city} {team_noun}"], ["{city} {adjective_title} {team_noun}"]),
      .text(
        "artist", "a band or a performer",
        ["The {adjective_title} {noun_title}s", "{given} {surname}", "{noun_title} {noun_title}"],
        ["{given} {surname} & the {noun_title}s"]),
      .text(
        "work_title", "a title of a book, film or song",
        [
          "{adjective_title} {noun_title}", "The {noun_title} of the {noun_title}",
          "{noun_title} and {animal_title}",
        ],
        ["The {adjective_title} {noun_title} of the {adjective_title} {noun_title}"],
        ["{noun_title} {1..99999}"]),
      .text("sport", "a sport", ["{sport}"]),
      .text("diagnosis", "an illness", ["{diagnosis}"], ["{diagnosis}, {adjective} form"]),
      .text("animal", "an animal", ["{animal}"], ["{adjective} {animal}"]),
    ]
  }

  static var codes: [GeneratorDescription] {
    [
      .text(
        "iban", "an account with valid check digits",
        [
          "DE009#################", "AT009###############", "CH009################",
          "NL00TEST##########",
        ], checkDigit: .iban),
      .text(
        "bic", "a code of a bank in the form of ISO 9362", ["TEST{country2}^^"],
        ["^^^^{country2}^^"]),
      .text("bank_account", "a number of an account", ["##########"], ["########"]),
      .text(
        "card_number", "a number of a card for tests, with a valid check digit",
        ["400000#########", "555555#########"], checkDigit: .luhn),
      .text("card_expiry", "month and year", ["{01..12}/{25..35}"]),
      .text("card_code", "three digits", ["###"]),
      .text("isbn", "a book's number with a valid check digit", ["978#########"], checkDigit: .ean),
      .text(
        "isbn10", "a book's number of ten digits with a valid check digit", ["#########"],
        checkDigit: .mod11),
      .text(
        "issn", "a periodical's number with a valid check digit", ["####-###"],
        checkDigit: .mod11),
      .text(
        "ean", "an article's number for use in a shop, with a valid check digit",
        ["2###########"], checkDigit: .ean),
      .text(
        "upc", "an article's number of 12 digits for use in a shop, with a valid check digit",
        ["2##########"], checkDigit: .ean),
      .text(
        "imei", "a device's number for tests, with a valid check digit", ["001###########"],
        checkDigit: .luhn),
      .text(
        "isin", "a security's number with a valid check digit (ISO 6166)", ["XS#########"],
        checkDigit: .luhn),
      .text(
        "cusip", "a North American security's number with a valid check digit", ["########"],
        checkDigit: .luhn),
      .text("ticker", "what a security is called at an exchange", ["^^^", "^^^^"], ["^^^^^"]),
      .text("vat_number", "a number for taxes", ["DE#########", "FR##{100000000..999999999}"]),
      .text("tax_number", "a number for taxes", ["##/###/#####"], ["#########"]),
      .text("sku", "a number of a product", ["^^^-####-^^"], ["^^-#####"], ["^^####"], ["^###"]),
      .text("serial_number", "a number of a device", ["SN^^########"], ["^########"], ["^#####"]),
      .text("order_number", "a number of an order", ["ORD-#######"], ["PO########"], ["O######"]),
      .text("invoice_number", "a number of an invoice", ["INV-{2015..2030}-######"], ["I#######"]),
      .text(
        "account_number", "a number of an account", ["AC-########"], ["##########"],
        ["######"]),
      .text("tracking_number", "a number of a parcel", ["1Z^^########^^"], ["####-####-##"]),
      .text("customer_number", "a number of a customer", ["C-######"], ["C#########"]),
      .text("ticket_number", "a number of a ticket", ["T-######"], ["T########"]),
      .text("approval_code", "a code of six digits", ["######"]),
      .text("coupon_code", "a code for a discount", ["{adjective}{10..99}"], ["^^^^####"]),
      .text("barcode", "a number in bars", ["2###########"], checkDigit: .ean),
      .text(
        "reference", "a number that others know something by", ["REF-^^######"],
        ["^^######"], ["######"]),
      .text("flight_number", "a number of a flight", ["^^{100..9999}"]),
      .text(
        "code", "capital letters and digits", ["^^^-###", "^^##"], ["^^^^^"], ["^^^"], ["^^"],
        ["^"]),
      .text("license_key", "a key of a program", ["^^^^^-^^^^^-^^^^^-#####"]),
      .text("revision", "a number of a revision", ["{1..99}"], ["{1..9999}"], ["{0..9}"]),
    ]
  }
}
