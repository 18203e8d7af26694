extension GeneratorRegistry {
  static var people: [GeneratorDescription] {
    [
      .text(
        "first_name", "a given name, as frequent as in the census", ["{given}"],
        ["{given} {given_female}", "{given} ^."], ["{given} {surname}"]),
      .text(
        "last_name", "a surname, as frequent as in the census", ["{surname}"],
        ["{surname}-{surname}"]),
      .text(
        "full_name", "given name and surname", ["{given} {surname}"],
        ["{given} ^. {surname}-{surname}"]),
      .text("middle_name", "a second given name or an initial", ["{given}", "^."], ["{given}"]),
      .text("initials", "two letters of a name", ["^^"], ["^^^"], ["^^^^^"]),
      .text("honorific", "a form of address", ["{honorific}"]),
      .text("name_suffix", "what follows a name", ["{name_suffix}"]),
      .text(
        "username", "a user's name to sign in with", ["{given_slug}.{surname_slug}{1..9999}"],
        ["{given_slug}{1..99999}"], ["?{surname_slug}{1..9999}"]),
      .text(
        "login", "a domain and a user's name", ["{company_core_slug}\\\\{given_slug}{0..9999}"]),
      .text("password", "a password that is nobody's", ["{adjective_title}-{noun}-{10..9999}"]),
      .text("gender", "a gender", ["{gender}"], ["^"]),
      .text("marital_status", "a marital status", ["{marital}"], ["^"]),
      .text("job_title", "a job title", ["{job_title}"], ["{adjective_title} {job_title}"]),
      .text(
        "department", "a department of an enterprise", ["{department}"],
        ["{department} {direction}", "{department} {1..999}"]),
      .text("school", "a school", ["{school}"], ["{school} {city}"]),
      .text("degree", "an academic degree", ["{degree}"]),
      .text("skill", "a skill", ["{skill}"], ["{skill} {1..99}"]),
      .text("hobby", "a hobby", ["{hobby}"]),
      .text("nationality", "a country of origin", ["{country}"]),
      .text("blood_type", "a blood type", ["{blood}"]),
      .text(
        "social_security_number", "a number that is never given out (area 666)",
        ["666-##-####"], ["666######"]),
      .text("national_id", "a number of a person", ["#########"], ["######"]),
      .text("passport_number", "a number of a passport", ["^^#######"]),
      .text("license_plate", "a number plate", ["^^-^^ ###", "^^^ ####"], ["^^####"]),
    ]
  }
}
