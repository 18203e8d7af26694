extension Lexicon {
  /// Words of other languages and short forms, by what they mean.
  static let synonyms: StaticString = """
    address:addr adr adresse anschrift direccion endereco indirizzo adress
    description:descr desc beschreibung descripcion descricao descrizione
    quantity:qty menge cantidad quantite quantidade quantita anzahl
    amount:amt betrag importe montant valor importo
    number:num nr nbr nummer numero no
    count:cnt
    percent:pct percentage prozent porcentaje
    phone:tel telephone telefon telefono telefone fon handynummer cellphone
    fax:telefax
    image:img pic picture bild imagen imagem immagine
    photo:foto avatar portrait
    message:msg nachricht mensaje mensagem
    password:pwd passwd passwort contrasena senha passphrase pass
    user:usr benutzer usuario utilisateur utilizador utente
    organization:org organisation organisme
    department:dept abteilung departamento departement
    language:lang sprache idioma langue lingua
    category:cat kategorie categoria categorie
    reference:ref referenz referencia
    value:val wert
    minimum:min
    maximum:max
    average:avg mean
    algorithm:algo alg
    millisecond:msec millis
    updated time:mtime
    created time:ctime crtime btime
    accessed time:atime
    date start:dtstart
    date end:dtend
    temperature:temp temperatur temperatura
    latitude:lat breitengrad latitud
    longitude:lon lng laengengrad longitud
    first name:fname firstname vorname prenom forename givenname vname
    last name:lname lastname nachname apellido apellidos sobrenome surname familyname nname cognome
    full name:fullname displayname realname
    middle name:middlename mname
    username:userid loginname screenname nickname nick benutzername
    birth date:dob birthdate birthday geburtsdatum geburtstag datebirth nacimiento naissance
    city:ort stadt ciudad ville cidade citta town locality municipality
    country:land pais pays paese nation
    street:strasse calle rue rua via str straat
    postal code:zip zipcode postcode postalcode plz codigopostal cep cap
    email:mail emailaddress correo courriel
    name:nombre nom nome bezeichnung
    date:datum fecha dt
    price:preis precio prix preco prezzo
    title:titel titulo titre titolo
    code:codigo kode codice cd
    status:estado statut stato
    company:firma empresa entreprise unternehmen azienda societe
    customer:kunde cliente client
    order:bestellung pedido commande ordine auftrag
    invoice:rechnung factura facture fatura fattura
    product:produkt producto produit produto prodotto artikel
    comment:kommentar comentario commentaire bemerkung
    note:notiz notas remark memo observation
    color:colour farbe cor couleur
    created:erstellt creado cree criado angelegt inserted
    updated:modified changed geaendert actualizado aktualisiert
    deleted:geloescht eliminado
    tax:vat mwst iva tva steuer
    weight:gewicht peso poids
    height:hoehe altura hauteur
    width:breite ancho largura
    length:laenge len
    type:typ tipo kind
    year:jahr ano annee
    month:monat mes mois
    day:tag dia jour
    age:alter edad
    gender:sex geschlecht genero sexe sexo
    salary:gehalt salario salaire
    employee:mitarbeiter empleado employe funcionario emp
    supplier:lieferant proveedor fournisseur
    vendor:merchant
    url:uri href weburl
    ip:ipaddr ipaddress
    mac:macaddr macaddress hwaddr
    configuration:config cfg conf setting
    parameter:param
    attribute:attr
    sequence:seq
    position:pos posicion
    previous:prev
    time stamp:timestamp ts
    transaction:txn trx
    account:acct konto cuenta compte conta
    balance:saldo
    text:txt
    file name:filename fname_file
    content type:contenttype mimetype
    time zone:timezone tz zeitzone
    job title:jobtitle
    user agent:useragent
    credit card:creditcard
    social security number:ssn
    sub total:subtotal
    unit price:unitprice
    enabled:aktiv activo actif
    region:province provincia state_province bundesland canton county district prefecture
    group:grp gruppe grupo groupe
    expiry:expiration expires expire expired exp
    identifier:ident
    """

  /// Words that names are made of and that decide nothing, for cutting names without signs.
  static let otherWords: StaticString = """
    actual additional archive assembly availability base bill billing book bonus business cart
    catalog contact cost culture current daily demographic detail document due employment end entity
    finished first flag freight from full good header history home hour illustration info
    instruction inventory item job large last lead level line list location login make manager
    manufacture model national offer old online operation order organization original other owner
    parent pay payment person per point postal preferred primary process purchase purchasing quota
    receipt received rejected reorder resource review row sale scheduled scrapped secondary
    security sell service session ship shipping shop shopping short sick sort special spatial
    standard start step stock store style summary support system table territory thumbnail to
    total tracking unit vacation valid vendor warehouse web work year ytd on off is has was guid
    only promotion candidate approval carrier month routing video audio codec class algorithm
    creation modification activity repo repository moz should
    """

  static let text: StaticString = """
    first_name:first name,given name,given,first,vor name,name first
    last_name:last name,family name,second name,family,last
    middle_name:middle name,middle
    full_name:full name,real name,display name,contact name,person name,contact person,card holder,cardholder,cardholder name,recipient,beneficiary,common name,cn,sender name,from name,to name,user name full,composer,conductor,lyricist,reviewer name,ship name,patient,author,name@user customer employee person people author actor staff member contact student teacher patient passenger reviewer recipient owner manager holder guest candidate applicant lead agent driver speaker player child parent sender creator editor director actress writer poet doctor nurse tenant resident subscriber attendee participant client beneficiary account profile,name+email,name+phone,name+birth_date,organizer,director,editor,photographer,speaker,instructor,assignee,assigned to,approver,requester,requested by,created by,updated by,deleted by,changed by,approved by,inserted by,author name,signed by,posted by
    initials:initial,initials
    honorific:title courtesy,salutation,honorific,form address,name prefix,title@person contact customer patient,courtesy,anrede
    name_suffix:suffix,name suffix
    username:username,user name,login,login name,nickname,nick,screen name,account name,handle name,uid,user,owner,author login,samaccountname,logon,name@login,member name,userid,actor
    login:login id,logon id,domain user
    password_hash:password hash,password digest,encrypted password,hashed password,password,password crypt,password encrypted,newpassword,old password
    salt:salt,password salt
    gender:gender
    marital_status:marital status,civil status
    job_title:job title,contact title,job,occupation,profession,position title,designation,title@employee staff job vacancy worker manager position,puesto,beruf
    department:department,department name,group name,division,name@department division faculty,business unit
    school:school,university,college,name@school university college
    degree:degree,education
    skill:skill,name@skill competency
    hobby:hobby,interest
    nationality:nationality,citizenship
    blood_type:blood type,blood group
    national_id:national id,national id number,personal number,identity number,passport id
    social_security_number:social security number,social security
    passport_number:passport,passport number
    license_plate:license plate,plate,plate number,registration plate,number plate,kennzeichen
    email:email,email address,contact email,user email,email primary,rname,sender,from address,to address,reply to,recipient email,email authenticated,jid,mailbox
    phone:phone,phone number,mobile,mobile number,mobile phone,cell,cell phone,home phone,work phone,fax,fax number,telex,contact number,whatsapp,msisdn,sms,poc phone,calling station,called station,caller,callee,handy
    phone_extension:extension,phone extension,ext
    phone_prefix:phone prefix,phone code,dial code,calling code,country calling code
    street_address:address,street address,address line,street,address street,billing address,shipping address,ship address,home address,mailing address,residence,address@customer store employee
    address_line2:address second,apartment,apt,suite,flat,unit number,address extra,additional address
    street_name:street name
    house_number:house number,street number,house,building number
    city:city,city name,ship city,billing city,home town,birth place,place birth,birth city,capital,name@city town,place,place name,location
    region:state+city,state+postal_code,state+state_code,state+country,state+country_code,region,state province,region name,region description,name@region province state district,description@territory region,name@territory,territory,state name,billing state,ship state,state@address billing ship shipping customer employee
    region_code:state+city,state+postal_code,state+state_code,state+country,state+country_code,state@address billing ship shipping customer employee,state province code,region code,state code,province code,state abbr,abbr@state,state abbreviation,abbreviation@state
    direction:state region,group@territory
    country:country,country name,ship country,billing country,country region,name@country nation country_region,origin country
    country_code3:country code three,iso3,country
    country_code:country code,country iso,iso code,country region code,iso2,iso alpha,country abbr,country
    continent:continent
    postal_code:postal code,post code,postal,postal code postal code
    coordinates:coordinate,geo,lat long,geolocation,gps
    location:shelf location,room,location@warehouse stock inventory storage shelf bin rack room asset item product part material article,location+bin,location+shelf,location+aisle,location+rack,location+warehouse_code,location+sku,location+stock,name@location room warehouse,seat
    shelf:shelf,bin,aisle,rack,slot
    company:company,company name,organization,employer,business name,legal name,firm,publisher,manufacturer,supplier,vendor,vendor name,name@company organization business supplier vendor store shop firm employer publisher manufacturer merchant partner carrier shipper bank studio agency institution tenant venue,institution,bank name,bank,operator,issuer,record label,agency,sponsor,maker,venue
    brand:brand,brand name,make,name@brand make
    industry:industry,sector,name@industry sector
    product:product,product name,item name,article name,goods,name@product item article good model goods part component dish meal,model name,part name,item description,model,item,ingredient,name@ingredient
    category:category,category name,subcategory,name@category subcategory,sub category,product line name,department store,family name product,section,name@section
    genre:genre,name@genre,music genre
    currency_code:currency code,currency,iso currency,from currency code,to currency code,currency iso
    currency:currency name,name@currency
    currency_symbol:currency symbol,symbol@currency
    payment_method:payment method,payment type,pay method,payment mode,payment gateway,type@payment,method@payment,provider@payment
    card_type:card type,credit card type,card brand,type@card
    frequency:frequency,recurrence,interval name,billing cycle,periodicity,pay frequency,billing period
    unit:unit,unit measure,unit name,measure,uom,name@unit measure
    unit_code:unit measure code,unit code,size unit measure code,weight unit measure code,product line,class,style,productline
    quantity_per_unit:quantity per unit,package size,packaging,pack size
    size:size,size name
    shape:shape
    material:material,fabric
    carrier:carrier,carrier name,name@carrier shipper courier,courier
    shipping_method:shipping method,ship method,ship via,delivery method,shipment method,name@method,shipping
    return_reason:return reason,scrap reason,cancel reason,name@reason,cancellation reason
    event_name:event name,name@event conference meeting festival occasion,event,meeting
    team_name:team,team name,name@team club
    artist:artist,artist name,band,performer,singer,name@artist band performer
    work_title:film,movie,song,album,track,book,title@film movie book album song track game episode show series video play course novel,name@track song album film movie book game show series episode album playlist video,album title,episode title,series,playlist
    sport:sport,name@sport discipline
    diagnosis:diagnosis,disease,illness,symptom
    animal:animal,species,breed,name@animal species breed
    isin:isin
    cusip:cusip
    ticker:ticker,ticker symbol,stock symbol,symbol@stock security instrument quote ticker share
    iban:iban,international bank account
    bic:bic,swift,swift code,bank identifier
    bank_account:bank account,bank account number,account no bank
    card_number:card number,credit card,credit card number,cc number,pan,debit card,kartennummer
    card_code:cvv,cvc,card code,security code
    card_expiry:card expiry,cc expiry
    isbn:isbn,isbn thirteen
    isbn10:isbn ten
    issn:issn
    ean:ean,gtin,ean code
    upc:upc
    barcode:barcode,bar code
    imei:imei
    vat_number:tax id,tax number,tax code,tax registration,ust id,fiscal code,nif,siret
    sku:sku,product number,product code,part number,article number,item number,item code,stock code,model number,catalog number,code@product item article
    serial_number:serial number,serial,serial no,asset tag,tag@asset,inventory number,chassis,hardware
    order_number:order number,purchase order number,po number,order code,order reference,number@order
    invoice_number:invoice number,invoice code,number@invoice,receipt number,bill number,voucher number
    account_number:account number,account code,number@account
    tracking_number:tracking number,carrier tracking number,tracking code,tracking,shipment number,parcel number
    customer_number:customer number,customer code,member number,client number,code@customer client,account reference
    ticket_number:ticket number,case number,number@ticket case
    approval_code:approval code,verification code,confirmation code,otp,pin,auth code,credit card approval code,authorization code,activation code,pin code
    coupon_code:coupon,coupon code,promo code,promotion code,discount code,voucher,voucher code,gift code
    reference:reference,reference number,external reference,external id,transaction reference,payment reference,transaction id,transaction number,correlation id,foreign id,remote id,number,reference code
    license_key:license key,product key,activation key,licence key
    revision:revision,revision number
    amount_text:amount,price,total,cost
    code:code,short code,abbreviation,abbr,short name,acronym,symbol,iata,icao,mnemonic,code@department country region currency language
    flight_number:flight number,flight
    year_text:year
    weekday:weekday,day week,day name
    month_name:month,month name
    season:season
    duration_text:duration,running time,delay,timeout,interval,period,update interval,history
    word:word,term,term name,lemma
    title:title,headline,heading,page title,name@page post article news document report task project topic thread issue ticket list collection campaign survey quiz lesson module chapter template form menu dashboard map screen slide slideshow plan,caption,page name,project,task,header
    label:class name@student school course teacher pupil lesson enrollment classroom timetable,name,label,display,alias,name public,tab name,legend,short label
    sentence:summary,short description,tagline,slogan,motto,excerpt,abstract short,document summary,subtitle,description,hint,tooltip,explanation,meaning
    paragraph:abstract,overview,biography,bio,about,synopsis,customer desc,long description,product description,description@product film movie job event company item project,instruction,details,detail,resume,profile text,introduction,intro,terms,condition text
    article:body,content,text,article text,full text,post content,page content,old text,contents
    comment:comment,comments,review,feedback,review text,reply,answer,response text,remarks,testimonial,opinion,comment text
    note:note,notes,remark,internal note,delivery note,delivery instruction,special instruction,memo,notice
    subject:subject,email subject,message subject,topic title,subject line
    question:question,question text
    tag:tag,tag name,name@tag keyword,keyword,hashtag
    tags:tags,keywords,meta keyword,label list,search word
    topic:topic,theme,context,scope,subject area,channel,name@topic channel,realm
    comment:message,message text,status text,chat message
    html:html,body html,html body,html content,html text
    markdown:markdown
    sentence:meta description
    title:meta title
    status:status,state,status name,order status,payment status,stage,phase,workflow state,condition,preferred vendor status,progress status,lifecycle,name@status state
    priority:priority,severity,urgency,importance
    skill_level:skill level,proficiency,difficulty,expertise
    kind:type,type name,kind,variant,person type,reason type,tax type,name@type kind class variant,object type,entity type,record type,mode,tier,plan,edition,option,format,flavor,item type,content class,transaction type
    role:role,role name,name@role,user role,member role,user group,group@user,usergroup,access level,name@group usergroup,privilege
    action:action,event type,operation,activity,verb,log action,action name,event action
    permission:permission,permission name,name@permission right,right,ability,grant,restriction,user right
    reason:reason,cause,block reason,rejection reason,failure reason,justification
    hierarchy_path:organization node,document node,tree path,hierarchy,materialized path,lineage,node path
    yes_no:flag
    license_key:license
    brand:nameplate
    """
}
