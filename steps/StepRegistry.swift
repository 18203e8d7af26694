public import Seedbed

/// The demo application: a talent platform with companies, candidates and what happens between them.
public let talentPlatform = SeedApplication(
  name: "Talent platform", steps: StepRegistry.steps, flags: TalentFlags.all,
  schemaFolder: "steps/schema", checks: TalentChecks.all, metrics: TalentMetrics.all,
  bulkPlans: { [try BatchAvatars.plan($0, $1)] })

/// The steps in the order in which they run.
enum StepRegistry {
  static let steps: [any SeedStep] = [
    PredefinedAvatarAssets(),
    CompanyStep(),
    Categories(),
    AdminPlayers(),
    ClientPlayers(),
    JobTitles(),
    SkillCatalogue(),
    DialectCatalogue(),
    Realms(),
    CompanyTypes(),
    CompanyDomains(),
    CompanySizes(),
    TrainingTiers(),
    MessageChannels(),
    LinkLabels(),
    PermitRules(),
    QuestBoardCategories(),
    AdminAvatars(),
    CandidateDemoPlayer(),
    AccessRequestPlayer(),
    CompanyBenefits(),
    JobPosts(),
    HomepageAvatars(),
    RandomAvatars(),
    FullDataCandidates(),
    FullDataJobBoard(),
    AbilitiesAndRaidLogs(),
    AccessKeys(),
    AccessRequests(),
    AvatarActions(),
    ConversationsAndMessages(),
    Notifications(),
    CreditTransactions(),
    Reports(),
    Summary(),
    DemoRecommendation(),
    BatchAvatars(),
  ]
}
