/// The shapes of postal codes, `#` a digit and `^` a letter.
///
/// Source: Universal Postal Union, postal addressing systems of member countries.
enum PostalCodes {
  /// By the country's code.
  static let shapes: [String: String] = {
    var shapes: [String: String] = [:]
    for line in "\(lines)".split(separator: "\n") {
      guard let blank = line.firstIndex(of: " ") else { continue }
      for code in line[line.index(after: blank)...].split(separator: ",") {
        shapes[String(code)] = String(line[..<blank]).map { $0 == "_" ? " " : String($0) }.joined()
      }
    }
    return shapes
  }()

  private static let lines: StaticString = """
    ##### US,DE,FR,ES,IT,FI,MX,TR,UA,HR,EE,MY,TH,ID,KR,MA,EG,SA,PK,CU,DO,GT,KW,MC,ME,RS,LK,ZM,VN,PE
    ##-### PL
    #### AT,CH,BE,DK,NO,HU,AU,NZ,ZA,BG,LU,SI,CY,GE,PH,TN,BD,PY,VE,AL,AM,LI
    ###### RU,CN,IN,SG,RO,KZ,BY,CO,EC,KG,TJ,UZ,NG,TT
    ###_## SE,CZ,SK,GR
    ####-### PT
    #####-### BR
    ###-#### JP
    ####_^^ NL
    ^#_#^^ GB
    ^#^_#^# CA
    ^##_^### IE
    ^####^^^ AR
    ####### CL,IL
    LV-#### LV
    LT-##### LT
    AD### AD
    MD-#### MD
    """
}
