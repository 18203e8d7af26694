internal import Seedbed

/// A reference table that a step copies row by row into a table of its own.
///
/// The ids of its rows are known without a database: `SeedDatabase` numbers the rows of a step.
enum Catalogue: CaseIterable {
  case predefinedAvatarAssets, categories, jobTitles, skills, dialectNames, realms
  case companyTypes, companyDomains, companySizes, trainingTiers, messageChannels, linkLabels
  case permitRules, questBoardCategories

  /// The step that copies it.
  var step: StepID {
    switch self {
    case .predefinedAvatarAssets: "01_predefined_avatar_assets"
    case .categories: "03_categories"
    case .jobTitles: "06_job_titles"
    case .skills: "07_skill_catalogue"
    case .dialectNames: "08_dialect_catalogue"
    case .realms: "09_realms"
    case .companyTypes: "10_company_types"
    case .companyDomains: "11_company_domains"
    case .companySizes: "12_company_sizes"
    case .trainingTiers: "13_training_tiers"
    case .messageChannels: "14_message_channels"
    case .linkLabels: "15_link_labels"
    case .permitRules: "16_permit_rules"
    case .questBoardCategories: "17_quest_board_categories"
    }
  }

  /// The reference file, without `.tsv`.
  var file: String {
    switch self {
    case .predefinedAvatarAssets: "avatar_assets"
    case .dialectNames: "dialects"
    default: table
    }
  }

  /// The table that it is copied to.
  var table: String {
    switch self {
    case .predefinedAvatarAssets: "predefined_avatar_assets"
    case .categories: "categories"
    case .jobTitles: "job_titles"
    case .skills: "skills"
    case .dialectNames: "dialect_names"
    case .realms: "realms"
    case .companyTypes: "company_types"
    case .companyDomains: "company_domains"
    case .companySizes: "company_sizes"
    case .trainingTiers: "training_tiers"
    case .messageChannels: "message_channels"
    case .linkLabels: "link_labels"
    case .permitRules: "permit_rules"
    case .questBoardCategories: "quest_board_categories"
    }
  }

  /// How many rows the file has; `plan` says so without reading it.
  var rowCount: Int {
    switch self {
    case .predefinedAvatarAssets: 36
    case .categories: 9
    case .jobTitles: 238
    case .skills: 1180
    case .dialectNames: 61
    case .realms: 27
    case .companyTypes: 16
    case .companyDomains: 39
    case .companySizes: 8
    case .trainingTiers: 5
    case .messageChannels: 8
    case .linkLabels: 18
    case .permitRules: 12
    case .questBoardCategories: 31
    }
  }

  /// What `plan` says about the catalogue.
  var estimate: TableEstimate { TableEstimate(table, rowCount) }

  /// The id of the row that stands at a 0-based position of the reference file.
  func id(at position: Int) -> Int64 {
    Int64(step.number * SeedDatabase.idsPerStep + position + 1)
  }

  /// Copies the reference file and returns the rows' ids in its order.
  @discardableResult
  func copy(
    _ context: SeedContext, by key: String, _ values: (ReferenceRow) throws -> CatalogueRow
  ) throws -> [Int64] {
    try context.reference.rows(file) { row in
      try context.database.upsert(table, by: key, values: values(row))
    }
  }
}

/// The columns of one row of a catalogue.
typealias CatalogueRow = KeyValuePairs<String, any DatabaseValueConvertible>
