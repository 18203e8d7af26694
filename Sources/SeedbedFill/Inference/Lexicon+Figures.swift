extension Lexicon {
  static let technical: StaticString = """
    url:url,link,web address,page url,target url,redirect,referer,referrer,link url,purchasing web service url,endpoint,webhook,callback,address url,external link,canonical,source url,share url,location url,redirect url,server url,uri path url
    website:origin@moz permission perm cookie login site visit browser host storage webapp,website,home page,homepage,site,web site,web,site url,domain url
    image_url:image url,photo url,avatar url,thumbnail url,logo url,picture url,cover url,icon url,logo link,poster url,banner url,image link,avatar link
    image_file:image,photo,picture,avatar,logo,icon,thumbnail,image name,photo name,thumbnail photo file name,large photo file name,photo file name,image file name,cover,cover image,poster,banner,background,background image,symbol image
    file_name:file name,file,attachment,attachment name,original name,original file name,document name,name@file attachment document asset upload media image video
    file_path:file path,photo path,image path,storage path,full path,local path,path@file image photo document backup,source path,filepath
    folder:folder,directory,dir,root path,home directory,folder path,home dir
    path:path,uri path,route,request path,url path,request uri,uri,location path,page path
    file_extension:file extension,extension file,file ext,ext@file image,suffix@file image document media attachment asset upload download,suffix+file_name,suffix+file_path,suffix+path,suffix+mime_type,suffix+content_type,suffix+file_size
    mime_type:mime type,content type,media type,mime,file type,mime format,type@mime content file attachment
    codec:codec,video codec,audio codec
    emoji:emoji,emoticon,reaction emoji
    git_branch:default branch,base branch,head branch,target branch,source branch,git branch,branch@repository repo commit pull build pipeline merge,branch+commit,branch+commit_hash,branch+sha
    class_name:class name,exception class,model class
    migration:migration id,version@migration,migration name,name@migration
    cron:cron,cron expression,cron schedule,crontab,cron tab,schedule,cron line,cron spec
    algorithm:algorithm,hash algorithm,cipher,hash type,encryption algorithm
    mime_major:major mime,mime major
    mime_minor:minor mime,mime minor
    slug:slug,url key,permalink,seo name,handle,url slug,friendly url,name seo,seo url
    domain:domain,domain name,server domain,email domain,name@domain zone,tld,virtual domain,hostname suffix,zone name
    host_name:host name,host,hostname,server name,server,machine name,fqdn,computer name,node name,node,name@host server machine node computer,ns,nameserver,dns,master,nas name,nasname,master host,vhost,server host,proxy host
    ip_address:ip,ip address,client ip,remote ip,remote address,remote addr,source ip,destination ip,host ip,user ip,last ip,ip hex,framed ip address,nas ip address,login ip,ip from,ip to,gateway,server ip,peer address,framed ip,address@client nas,remote host,client address
    ipv6_address:ipv,framed ipv address,ip six
    cidr:subnet,network,cidr,ip range,netmask,network address,ip block,framed ipv prefix,delegated ipv prefix,ipv prefix
    mac_address:mac,mac address,hardware address,ethernet address,hardware addr,mac id,bssid
    user_agent:user agent,browser agent,agent,client agent
    http_method:http method,request method,method
    protocol:protocol,scheme,transport,framed protocol
    browser:browser,browser name
    operating_system:operating system,os,platform,os name,os full,os short
    device:device,device type,device name,hardware full,name@device sensor printer machine equipment,equipment,nas port type
    handle:twitter,twitter handle,instagram,social handle,telegram
    locale:locale,language tag,culture,culture id,language culture,preferred locale
    language_code:language code,language,language iso,user language,interface language,page lang,lang code,two letter,content language
    language:language name,name@language culture,native name
    time_zone:time zone,timezone name,zone
    charset:charset,character set,encoding,collation
    version:version,app version,software version,release,version number,firmware,firmware version,version string,build,engine version
    color:color,color name
    color_hex:color hex,hex color,background color,text color,color code,hex,highlight color,border color,rgb,foreground color,bgcolor,text colour,maxcolor,axis color,grid color
    md5:md,checksum,hash,fingerprint,etag,md hash,file hash,digest,content hash,signature hash
    sha1:sha,commit,commit hash,sha one,revision hash
    sha256:sha256,signature,hmac,content sha,digest sha
    token:token,access token,refresh token,api key,api token,secret,secret key,auth token,reset token,confirmation token,remember token,verification token,key secret,client secret,activation token,reset password token,unlock token,user token,email token,api secret,consumer key,nonce,auth key,privacy passphrase,auth passphrase,tls psk,psk,access key,otp secret,invite token,device token,private token,private key,reset key,csrf token,security stamp
    session_id:session id,session,session key,session token,sess id,session hash,cart id,shopping cart id,visitor id,acct session id,acct unique id,acctsessionid,acctuniqueid,sessionid
    public_key:public key,ssh key,key public,certificate,cert,ssl key,tls key,pem,gpg key,kms key
    uuid:uuid,guid,row guid,global id,object uuid,trigger uuid,host uuid,concurrency stamp,id
    setting_key:setting,setting name,config key,option name,option key,preference,preference name,property,property name,name@setting option preference configuration parameter property attribute variable macro,key@setting option configuration,attribute,attribute name,parameter,parameter name,macro,configuration,configuration name,variable,meta key,item key,key name,prop name,namespace,field,field name,column name,name@field column,up property,property key
    setting_value:value,setting value,option value,config value,meta value,property value,attribute value,parameter value,value string,value text,default value,value@setting option configuration parameter attribute property macro,old value,new value,var value,property text,up value,data,macro value
    table_name:table name,entity,entity name,object name,object,table,model name entity,resource,resource type,resource name,relation name,tablename,auditable type,source table,data source
    identifier:key,identifier,machine name key,code name,internal name,system name,name key,slug key,lock key,cache key,index name,function name,job name,queue name,module,plugin,component,component name,extension name,package,package name,application,app name,application name,app,service,service name,process name,program,script name,name@module plugin component package application service process program script job queue cron constraint,class,job class,handler,widget,uname,queue,worker,consumer,producer,collector,source,source name,provider,provider name,adapter,driver name,backend,engine,feature,feature name,import source,origin,event name key,idx,dbtype,group key,category key,store name
    metric_key:metric,metric name,metric key,item key metric,key@item
    sql:query,sql,formula,expression,statement,definition,params formula,search query,filter,condition,rule expression,recovery expression
    error_code:error code,error number,response code,return code
    log_level:log level,loglevel
    log_message:error,error message,log message,exception,log,error text,stack trace,output,trace,backtrace,last error,output text,debug message,response,result,failure,terminate cause,acct terminate cause,discovery error,result message
    command:command,cmd,shell command,command line,execute,script,code script,snmp oid command,preprocessing
    regular_expression:regex,regular expression,pattern,regexp,match pattern,allowed pattern
    json:payload,metadata,meta,json,json data,settings json,extra,extra data,extra json,props,properties,attributes,options json,params,configuration json,preferences,additional data,custom data,custom fields,event data,request body,response body,raw data,state data,data json,details json,context json,log params,args,arguments,inputs,outputs,options,settings,parameters,headers,serialized,blob data,object data
    xml:xml,xml data,additional contact info,demographic,catalog description,diagram,additional contact
    interval:duration,interval,lead time
    """

  static let figures: StaticString = """
    price:price,unit price,list price,sale price,standard price,cost,standard cost,unit cost,fee,charge,freight,shipping cost,shipping fee,replacement cost,rental rate,actual cost,planned cost,last receipt cost,ship base,ship rate,cost price,purchase price,retail price,net price,gross price,shipping price,msrp,selling price,price per unit,handling fee
    price_cents:price cents,amount cents,cents,price in cents,total cents,cost cents,price minor,amount minor,price,amount,total,cost,fee
    amount:amount,payment amount,paid amount,due amount,refund amount,payment,paid,value amount,credit,debit,invoice amount,deposit,bonus,commission,net,gross,net amount,gross amount,donation,bid,claim amount
    total:total,total price,total amount,sub total,grand total,total due,total cost,order total,invoice total,sum,net total,gross total,line total,turnover
    tax:tax,tax amount,tax amt,tax total,vat amount
    salary:salary,wage,income,annual salary,yearly income,base salary,compensation,gross salary,pay
    budget:budget,revenue,sales,sales ytd,sales last year,cost ytd,cost last year,sales quota,quota,capital,turnover year,credit limit,annual revenue,profit,valuation,sales year,loan,loan amount
    balance:balance,account balance,wallet,outstanding balance,opening balance,closing balance,credit balance
    percent:percent,ratio percent,progress,completion,percent complete,humidity,battery,battery level
    share:ratio,share,fraction,probability,confidence,weight ratio,likelihood,proportion,opacity,commission percent,discount percent,commission rate,similarity,score ratio
    tax_rate:tax rate,vat rate,tax percent,rate@tax vat,interest rate,interest
    discount:discount,rebate,unit price discount,discount rate,discount percent
    price:discount amount,rebate amount
    rate:rate,hourly rate,daily rate,pay rate,cost rate,rate per hour,hourly wage,price rate
    exchange_rate:exchange rate,average rate,end day rate,conversion rate,fx rate,currency rate,rate@currency exchange
    rating:rating,star,stars,credit rating,review rating,rate@review,user rating,vote value,satisfaction,grade point
    score:score,points,point,grade,mark,health score,score total,evaluation,index value,reputation,karma,loyalty point,bonus point
    age:age,user age,person age,min age,max age
    year:year,release year,model year,fiscal year,graduation year,founded year,year founded,year built,publication year,expiry year,exp year,founded,production year,academic year,vintage
    year_of_birth:birth year,year birth,year of birth
    month:month,expiry month,exp month,birth month,fiscal month,month birth,month of birth
    day_of_month:day,day month,billing day,due day,birth day,day birth,day of birth
    day_of_week:weekday,day week,dow
    hour:hour,start hour,end hour,opening hour
    minute:minute@start end
    count:count,total count,number of,views,view count,like count,likes,comment count,hits,hit count,page counter,login count,download count,downloads,share count,post count,usage count,visit count,follower count,num like,num item,attempt,attempts,retries,retry count,failed attempt,click,clicks,view,visits,usage,used,replies,votes,vote,plays,num,counter,occurrence,failures,sick leave hour,vacation hour,revision count,edit count,user editcount,reference count,followers,copy,copies,word count,record count
    quantity:quantity,order quantity,item quantity,ordered quantity,min order quantity,max order quantity,minimum quantity,maximum quantity,min quantity,max quantity,quantity ordered,per assembly quantity,pieces,seats,guests,tickets,units,party size,persons,passengers,adults,children,rooms,bedrooms,bathrooms,floors,scrapped quantity,rejected quantity,received quantity
    stock:stock,stock quantity,in stock,units in stock,units on order,on hand,inventory,available,quantity on hand,reorder level,reorder point,safety stock level,on order quantity,stock level,available quantity,reserved,capacity,max capacity,availability,inventory quantity
    position:position,sort order,sort,sequence,ordinal,rank,display order,order,index,idx,item order,sequence number,operation sequence,line number,number line,menu order,order index,priority order,place,row number,column number,page number,page,chapter,weight order,number@line row item page chapter season episode track,disc number,track number,season number,episode number,row order,list order,lft,rgt,sortorder,ordering,step,sub order
    level:level,depth,tier,bom level,rank level,grade level,generation,floor,step level,stage,experience level,user level,hierarchy level
    small_code:type,status,state,kind,mode,category,class,code type,tax type,pay frequency,flag type,severity,method,action,role,source,object,value type,data type,email promotion,option,style,color type,valuemap type,operator,alignment,event source,ship via,visibility,scope,reason,format,privacy
    priority_number:priority,importance,urgency,weight priority,preference
    flag:is,has,active,enabled,disabled,deleted,flag,visible,hidden,published,approved,verified,confirmed,locked,archived,default,public,private,required,allowed,discontinued,current,primary,featured,readonly,read,seen,sent,paid,billable,blocked,banned,closed,open,completed,done,subscribed,minor,patrolled,bot,new,last,valid,processed,online,available,internal,external,shared,sticky,pinned,anonymous,moderated,encrypted,typed,starred,muted,ignored,success,can,allow,show,use,enable,autologin,acknowledged,suppressed,standard,manual,auto,optional,maintenance
    port:port,port number,server port,dns port,nas port,tcp port,udp port,smtp port,proxy port,remote port,src port,dst port
    http_status:http status,status code,response status,response status code,http code
    byte_count:bytes,byte,file size,size byte,size bytes,content length,image size,byte count,disk usage,storage,memory,bytes sent,bytes received,upload size,size,image bytes,total size,page len,page length,document size,acct input octet,acct output octet,octet,input octet,output octet,traffic,bandwidth,quota byte,quota
    pixels:width,height,image width,image height,screen width,screen height,pixel,resolution,canvas width,ysize,xsize,screen size
    duration_milliseconds:millisecond,milliseconds,duration ms,elapsed ms,latency,response time,response ms,track length,ms
    duration_seconds:duration,seconds,uptime,downtime,second,elapsed,timeout,ttl,session time,time spent,elapsed time,acct session time,delay,interval,period,lifetime,age second,retry interval,refresh,uptime,cache time,duration second,wait time,runtime second,refresh interval
    duration_minutes:minutes,duration minute,preparation time,cook time,prep time,cooking time,travel time
    duration_days:days,lead time,average lead time,days to manufacture,rental duration,duration day,payment term,validity day,retention,retention day,delivery day,trial day
    running_time:running time,runtime,length@film movie video episode,duration@film movie
    weight:weight,net weight,gross weight,shipping weight,mass,kg
    length:length,depth,width,thickness,diameter,radius,circumference
    height:height,body height,elevation
    area:area,surface,square meter,sqm,floor area,living space
    distance:distance,mileage,kilometer,km,odometer,range
    temperature:temperature,celsius,fahrenheit
    latitude:latitude,geo lat,location lat,start lat,end lat
    longitude:longitude,long,geo long,geo lng,location lng
    population:population,inhabitants
    postal_number:postal code
    number_id:id,reference id,external id,external number,object id,entity id,user id,parent id,record id,item id,number,code,key,identifier,reference,telegram id,account number
    file_mode:mode@file,permission
    birth_date:birth date,born,date birth,birth,geboren
    hire_date:hire date,hired,joined,join date,employment date,start employment,date hired,joined date,entry date,employed since
    release_date:release date,released,publication date,published date,publish date,premiere,release,publication
    future:expiry date,expiry,expiry at,due date,due,due at,deadline,valid until,valid to,next run,next,scheduled,scheduled at,expires at,next date,next billing,next payment,renewal date,renewal,required date,delivery date,target date,end of life,license expiry,trial end,maturity date,reminder,remind at,planned,planned date,arrival date,departure date,reservation date,appointment,check in,check out,best before,block expiry,remember until,run at,available at,active till,reset expiry,visible until,sell end date
    recent:updated time,accessed time,last login,last seen,last activity,last access,logged in,accessed,last active,heartbeat,last updated,synced,last sync,checked,last check,updated,last update,modified date,last modified,updated at,date updated,last used,last run,last visited,last changed,touched,last ping,refreshed,lastaccess,notified,last logon,lastcheck,last accessed,online at,clock,change date
    past:created time,creation date,created,created at,date created,create date,created on,registered,registration date,signup date,order date,ordered,ordered at,payment date,paid at,invoice date,shipped date,ship date,shipped,delivered,deleted,deleted at,completed,completed at,closed,closed at,started,start date,start,end date,end,begin,from,posted,posted at,sent,sent at,received,received at,published,published at,uploaded,approved at,verified,verified at,confirmed,confirmed at,cancelled,cancelled at,transaction date,date,time,timestamp,time stamp,rental date,return date,added,added at,date added,logged,occurred,occurred at,event date,event time,purchase date,purchased,sale date,entry time,issued,issue date,recorded,measured,booking date,booked,accepted,rejected,submitted,resolved,archived,finished,finished at,joined at,read at,opened,opened at,activated,subscribed,review date,quota date,rate change date,effective date,effective,last receipt date,sell start date,discontinued date,discontinued,acct start time,acct stop time,acct update time,auth date,dismissed,insert date,log date,request date,report date,submit date,applied,enrolled,deactivated,locked at,banned at,email confirmed,rev time,currency rate date,stamp
    boolean:is,has,active,enabled,disabled,deleted,flag,visible,hidden,published,approved,verified,confirmed,can,allow,locked,archived,default,public,required
    """
}
