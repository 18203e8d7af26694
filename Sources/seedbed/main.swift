internal import SeedbedCLI
internal import TalentPlatform

SeedbedCommandLine.main(talentPlatform)
