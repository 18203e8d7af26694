/// Words of streets, shops and offices.
extension CommonWords {
  static let business: [(String, StaticString)] = [
    (
      "street",
      """
      Maple|Oak|Cedar|Pine|Elm|Birch|Willow|Chestnut|Walnut|Aspen|Park|Lake|Hill|River|Spring
      Church|School|Mill|Station|Market|Garden|Meadow|Forest|Valley|Sunset|Highland|Prospect
      Lincoln|Washington|Franklin|Jefferson|Madison|Jackson|Adams|Center|Main|North|South|East
      West|Bridge|Canal|Harbor|King|Queen|Victoria|Orchard|Grove|Cherry|Laurel|Ridge|Summit
      Union|Liberty|College|Academy|Mission|Front|Water|Court|Broad|Pearl|Spruce|Sycamore
      Magnolia|Dogwood|Juniper|Hickory|Poplar|Linden
      """
    ),
    (
      "street_type",
      """
      Street|Avenue|Road|Lane|Drive|Court|Place|Boulevard|Way|Terrace|Square|Crescent
      """
    ),
    (
      "unit_kind",
      """
      Apt.|Suite|Floor|Unit|Building|Room
      """
    ),
    (
      "product_noun",
      """
      Chair|Table|Lamp|Desk|Shelf|Sofa|Mug|Bowl|Plate|Kettle|Pan|Knife|Bottle|Backpack|Jacket
      Shirt|Hat|Gloves|Shoes|Scarf|Watch|Wallet|Keyboard|Mouse|Monitor|Headphones|Speaker|Camera
      Tripod|Charger|Cable|Notebook|Pen|Pencil|Ruler|Towel|Blanket|Pillow|Curtain|Rug|Clock
      Mirror|Vase|Basket|Bicycle|Helmet|Tent|Lantern|Hammer|Saw|Drill|Wrench|Ladder|Bucket|Broom
      Soap|Candle|Puzzle|Ball|Guitar|Drum|Piano
      """
    ),
    (
      "material",
      """
      Wooden|Steel|Cotton|Leather|Ceramic|Granite|Rubber|Bamboo|Linen|Wool|Copper|Marble|Plastic
      Silk|Concrete|Bronze|Paper|Cork|Aluminium|Glass
      """
    ),
    (
      "department",
      """
      Accounting|Administration|Analytics|Audit|Business Development|Communications|Compliance
      Customer Service|Data|Design|Engineering|Facilities|Finance|Human Resources
      Information Technology|Innovation|Legal|Logistics|Maintenance|Marketing|Operations
      Planning|Procurement|Product|Production|Public Relations|Purchasing|Quality Assurance
      Research|Research and Development|Sales|Security|Shipping|Strategy|Support|Training
      Treasury|Warehouse
      """
    ),
    (
      "category",
      """
      Accessories|Appliances|Art|Automotive|Baby|Beauty|Beverages|Books|Cameras|Clothing
      Collectibles|Computers|Confections|Crafts|Dairy|Education|Electronics|Entertainment
      Fashion|Films|Fitness|Flowers|Food|Footwear|Furniture|Games|Garden|Gifts|Grains|Groceries
      Hardware|Health|Home|Household|Industrial|Jewelry|Kitchen|Lighting|Luggage|Magazines|Meat
      Music|Office|Outdoor|Pets|Phones|Photography|Produce|Science|Seafood|Services|Software
      Sports|Stationery|Tools|Toys|Travel|Video|Watches|Wellness
      """
    ),
    (
      "genre",
      """
      Action|Adventure|Alternative|Ambient|Animation|Biography|Blues|Bossa Nova|Classical|Comedy
      Country|Crime|Dance|Documentary|Drama|Easy Listening|Electronic|Family|Fantasy|Folk|Funk
      Gospel|Heavy Metal|Hip Hop|History|Horror|House|Indie|Jazz|Latin|Mystery|Opera|Poetry|Pop
      Punk|Rap|Reggae|Rock|Romance|Samba|Science Fiction|Short Stories|Soul|Soundtrack|Swing
      Techno|Thriller|Western|World
      """
    ),
    (
      "brand",
      """
      Altona|Bergmann|Calderon|Dunmore|Everly|Fjordline|Granton|Hollis|Ivarsson|Juniper & Co
      Kestrel|Lorimer|Marwood|Northgate|Osterley|Pellham|Quillon|Ravenna|Stratton|Tamsin|Umberto
      Valmont|Westbrook|Yarrow|Zephyra
      """
    ),
    (
      "carrier",
      """
      Northern Post|Blue Parcel|Swift Freight|Harbor Lines|Overland Express|City Couriers
      Air Cargo|Green Delivery
      """
    ),
    (
      "shipping",
      """
      standard|express|overnight|pickup|economy|freight
      """
    ),
    (
      "payment_method",
      """
      credit_card|debit_card|bank_transfer|paypal|cash|invoice|direct_debit|gift_card|apple_pay
      google_pay
      """
    ),
    (
      "card_type",
      """
      Visa|MasterCard|American Express|Discover|Diners Club|JCB
      """
    ),
    (
      "frequency",
      """
      daily|weekly|biweekly|monthly|quarterly|yearly|once
      """
    ),
    (
      "event",
      """
      Conference|Workshop|Meetup|Webinar|Festival|Concert|Exhibition|Seminar|Summit|Fair
      Tournament|Gala
      """
    ),
    (
      "team_noun",
      """
      Rangers|Rovers|United|City|Wanderers|Tigers|Eagles|Sharks|Wolves|Falcons|Lions|Bears|Hawks
      Comets|Rockets|Pirates|Knights|Stars
      """
    ),
    (
      "sport",
      """
      football|basketball|tennis|hockey|baseball|volleyball|cricket|rugby|swimming|cycling
      rowing|athletics|golf|skiing|judo|fencing
      """
    ),
  ]
}
